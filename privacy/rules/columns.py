"""Every column of every table, by the class of data it holds. A test fails for a column that stands not here, so the register can never go stale.

A line reads: table, class, columns. `id` and `recorded_at` stand in every table and are technical. Whether a column is sealed, a keyed index or plain
is not written here: it is read from the schema. Pure.
"""

LISTED = """
account                 staff      login name roles communes laboratory
account                 technical  password_hash token_hash active
account                 staff      expires_at device_of
audit_row               trace      actor_id actor action subject facts
auth_session            staff      account_id ends_at ended_at half browser seen_at
auth_session            technical  token_hash
box                     samples    number code laboratory_id seal_no shipment_id status
box_place               samples    box_id sample_id cell taken_out_at
box_scan                samples    box_id sample_code answer cell actor_id
breach                  privacy    number kind found_at entered_by happened consequences basic sensitive classes account_id
breach_step             privacy    breach_id step occurred_at way reference words basic sensitive no_need actor actor_id
call_request            messages   donor_id reason note actor_id person occurred_at settled_at settled_by outcome outcome_note
chain_link              trace      seq at table_name row_id content link
collection_day          days       code kind held_on place commune_code slots kits status
collection_day          staff      lead_unit partners lead_id team
consent_answer          consent    record_id purpose given
consent_invalidation    consent    record_id actor_id reason
consent_record          consent    donor_id form_id actor_id occurred_at place martyr_ids given language read_aloud can_read told_sensitive method
consent_record          consent    copy_given witness proxy_name proxy_basis signature_file_id pdf_file_id
consent_withdrawal      consent    donor_id actor_id occurred_at done_before_on how note request_id
couple                  kinship    first_id second_id informant_id confidence actor_id occurred_at ended
custody_event           samples    sample_id action status actor_id occurred_at place reason
data_key                technical  wrapped master destroyed_at
data_request            requests   code kind donor_id channel received_on first_answer_by due_on status first_answered_on actor_id asked representative basis
data_request            requests   receipt_file_id
day_event               days       day_id status reason actor_id occurred_at
day_paper               days       day_id file_id sha256 donor_ids actor_id
device_code             staff      account_id ends_at used_at
device_code             technical  code_hash
discrepancy             samples    shipment_id sample_code note
discrepancy_settled     samples    discrepancy_id how note actor_id
disposal                samples    sample_id how held_on done_by witness paper_no actor_id
donor                   identity   code
donor_erasure           requests   donor_id request_id prepared_by confirmed_by occurred_at
dossier_version         privacy    number sha256 lines file_id actor actor_id
expected                days       day_id donor_id slot outcome actor_id
export                  trace      code kind actor_id actor subject rows personal receiver size sha256
export_held             files      export_id file_id title media_type ended_at
failed_sign_in          staff      login_hash forgiven_at address_hash
form_text               technical  version language valid_from valid_to body
handover                days       day_id version numbers left explanations file_id sha256 actor_id closed_at
handover                technical  chain_head
identification          decisions  number decided_on signer note actor_id actor occurred_at status
identification_basis    decisions  identification_id result_id donor_id martyr_code
identification_scope    decisions  identification_id remains_code martyr_id martyr_code same_skeleton ended_at
identification_step     decisions  identification_id status reason actor_id actor occurred_at
individual              identity   donor_id martyr_id name sex birth_year birth_text death_year death_text life reach commune_code fingerprint erased_at
individual              numbers    citizen_id citizen_id_blind
individual              contact    phone phone_blind phone_owner email address
individual              notes      note witness
individual_merge        kinship    individual_id into_id actor_id occurred_at ended
individual_version      identity   individual_id actor_id former
installation            technical  name demo key_fingerprint kdf
kinship_claim           kinship    individual_id donor_id martyr_id relation_path relation_word readings maternal_line side informant_id confidence
kinship_claim           kinship    actor_id occurred_at ended reason
kit_event               samples    code day_id what reason actor_id
lab_result              results    file_id sheet_row report_no reported_on remains_code sample_code method compared differences lr prior posterior
lab_result              results    conclusion flags stopped policy fingerprint
label_batch             technical  made_at made_by sheet kits
label_code              technical  code number batch_id status
label_code_event        technical  label_code_id status actor_id occurred_at
label_code_event        notes      reason
label_counter           technical  name next_number
label_print             technical  label_code_id actor_id occurred_at
label_print             notes      reason
laboratory              technical  code name demands_names public_key
look_reason             trace      actor_id actor subject reason
manifest                samples    shipment_id version kind reason file_ids hashes signature public_key recalled
manifest_delivery       samples    manifest_id actor_id
martyr                  martyrs    number code name sex birth_year birth_text death_on death_precision death_text commune_codes home_text unit rank
martyr                  martyrs    place_of_death burial certificate_no note fingerprint
message                 messages   call_id donor_id donor_code channel status tries due_at moved_at
message_attempt         messages   message_id action status channel actor actor_id occurred_at code body address file_id
name_token              identity   individual_id token
names_list              samples    shipment_id version file_id tubes
office_setting          technical  key value actor
paper_code              technical  second_step_id code_hash used_at
parentage               kinship    child_id parent_id role kind informant_id confidence actor_id occurred_at ended
privacy_setting         privacy    key value actor
qualification           staff      account_id skill held_on valid_until certificate recorded_by ended_at ended_by
relation_word           technical  word shown readings actor_id occurred_at ended
remains                 martyrs    code element found_on found_at team resting_place note
remembered_layout       technical  kind signature
remembered_layout       files      mapping
request_step            requests   request_id donor_id step actor_id occurred_at word due_on note paper_file_id
result_answer           results    result_id flag answer actor_id actor occurred_at donor_id
result_file             results    file_id sha256 loaded_by
retention_decision      privacy    review_id key due outcome reason
retention_period        privacy    key months outcome basis actor
retention_review        privacy    due_on actor actor_id
review                  results    result_id round actor_id actor opinion reason occurred_at donor_id
sample                  samples    code donor_id donor_code day_id commune_code kind taker collected_at conditions second_reason replaces_id status
sample_claim            kinship    sample_id version martyr_id martyr_code relation_path maternal_line
sealed_file             files      kind media_type size sha256 content of_id
second_step             staff      account_id secret confirmed_at last_step ended_at
shipment                samples    number code laboratory_id carrier tracking_no dispatched_at received_at status
sibling                 kinship    individual_id of_id step informant_id confidence actor_id occurred_at ended
slip                    slips      donor_id code_blind code
slip_event              slips      slip_id what actor_id
slip_left               slips      page_blind
slip_try                slips      code_blind client_blind
staged_file             files      kind actor_id file_id name mapping about
technology_profile      technical  laboratory_id name mt_database str_panel snps typed actor_id occurred_at
tree_mark               kinship    individual_id mark
view_row                trace      actor_id actor subject reason why
visit                   decisions  donor_id identification_id officer_id officer planned_on hour place companion actor_id occurred_at closed_at
visit_report            decisions  visit_id outcome held_on note actor_id actor
"""

EVERYWHERE = frozenset({"id", "recorded_at"})


def read(listed: str) -> dict[tuple[str, str], str]:
    """(table, column) → key of the class. A column that is listed twice is a mistake and is refused."""
    found: dict[tuple[str, str], str] = {}
    for line in listed.strip().splitlines():
        table, kept, *columns = line.split()
        for column in columns:
            if (table, column) in found:
                raise ValueError(f"{table}.{column} is listed twice")
            found[table, column] = kept
    return found


COLUMNS = read(LISTED)


def class_of(table: str, column: str) -> str | None:
    """The class of a column; None when nobody classified it."""
    return "technical" if column in EVERYWHERE else COLUMNS.get((table, column))
