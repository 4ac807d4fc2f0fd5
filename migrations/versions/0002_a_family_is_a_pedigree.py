"""a family is a pedigree"""

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('relation_word',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('word', sa.String(), nullable=False),
    sa.Column('shown', sa.String(), nullable=False),
    sa.Column('readings', sa.JSON(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_relation_word'))
    )
    with op.batch_alter_table('relation_word', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_relation_word_word'), ['word'], unique=False)

    op.create_table('slip_left',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('page_blind', sa.String(length=32), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slip_left')),
    sa.UniqueConstraint('page_blind', name=op.f('uq_slip_left_page_blind'))
    )
    op.create_table('technology_profile',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('laboratory_id', sa.Uuid(), nullable=True),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('mt_database', sa.Integer(), nullable=False),
    sa.Column('str_panel', sa.String(), nullable=False),
    sa.Column('snps', sa.Integer(), nullable=False),
    sa.Column('typed', sa.Float(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['laboratory_id'], ['laboratory.id'], name=op.f('fk_technology_profile_laboratory_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_technology_profile'))
    )
    with op.batch_alter_table('technology_profile', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_technology_profile_laboratory_id'), ['laboratory_id'], unique=False)

    op.create_table('couple',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('first_id', sa.Uuid(), nullable=False),
    sa.Column('second_id', sa.Uuid(), nullable=False),
    sa.Column('informant_id', sa.Uuid(), nullable=True),
    sa.Column('confidence', sa.String(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.CheckConstraint('first_id <> second_id', name=op.f('ck_couple_not_oneself')),
    sa.CheckConstraint("confidence IN ('sure', 'thinks', 'heard', 'unasked')", name=op.f('ck_couple_confidence_known')),
    sa.ForeignKeyConstraint(['first_id'], ['individual.id'], name=op.f('fk_couple_first_id')),
    sa.ForeignKeyConstraint(['informant_id'], ['individual.id'], name=op.f('fk_couple_informant_id')),
    sa.ForeignKeyConstraint(['second_id'], ['individual.id'], name=op.f('fk_couple_second_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_couple'))
    )
    with op.batch_alter_table('couple', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_couple_first_id'), ['first_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_couple_second_id'), ['second_id'], unique=False)

    op.create_table('tree_mark',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('individual_id', sa.Uuid(), nullable=False),
    sa.Column('mark', sa.String(length=32), nullable=False),
    sa.ForeignKeyConstraint(['individual_id'], ['individual.id'], name=op.f('fk_tree_mark_individual_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_tree_mark')),
    sa.UniqueConstraint('mark', name=op.f('uq_tree_mark_mark'))
    )
    with op.batch_alter_table('tree_mark', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_tree_mark_individual_id'), ['individual_id'], unique=False)

    op.create_table('individual_merge',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('individual_id', sa.Uuid(), nullable=False),
    sa.Column('into_id', sa.Uuid(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.CheckConstraint('individual_id <> into_id', name=op.f('ck_individual_merge_not_oneself')),
    sa.ForeignKeyConstraint(['individual_id'], ['individual.id'], name=op.f('fk_individual_merge_individual_id')),
    sa.ForeignKeyConstraint(['into_id'], ['individual.id'], name=op.f('fk_individual_merge_into_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_individual_merge'))
    )
    with op.batch_alter_table('individual_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_individual_merge_individual_id'), ['individual_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_individual_merge_into_id'), ['into_id'], unique=False)

    op.create_table('parentage',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('child_id', sa.Uuid(), nullable=False),
    sa.Column('parent_id', sa.Uuid(), nullable=False),
    sa.Column('role', sa.String(), nullable=False),
    sa.Column('kind', sa.String(), nullable=False),
    sa.Column('informant_id', sa.Uuid(), nullable=True),
    sa.Column('confidence', sa.String(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.CheckConstraint("kind IN ('biological', 'adoptive', 'step', 'social')", name=op.f('ck_parentage_kind_known')),
    sa.CheckConstraint("confidence IN ('sure', 'thinks', 'heard', 'unasked')", name=op.f('ck_parentage_confidence_known')),
    sa.CheckConstraint("role IN ('father', 'mother')", name=op.f('ck_parentage_role_known')),
    sa.CheckConstraint('child_id <> parent_id', name=op.f('ck_parentage_not_oneself')),
    sa.ForeignKeyConstraint(['child_id'], ['individual.id'], name=op.f('fk_parentage_child_id')),
    sa.ForeignKeyConstraint(['informant_id'], ['individual.id'], name=op.f('fk_parentage_informant_id')),
    sa.ForeignKeyConstraint(['parent_id'], ['individual.id'], name=op.f('fk_parentage_parent_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_parentage'))
    )
    with op.batch_alter_table('parentage', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_parentage_child_id'), ['child_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_parentage_parent_id'), ['parent_id'], unique=False)

    op.create_table('sibling',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('individual_id', sa.Uuid(), nullable=False),
    sa.Column('of_id', sa.Uuid(), nullable=False),
    sa.Column('step', sa.String(), nullable=False),
    sa.Column('informant_id', sa.Uuid(), nullable=True),
    sa.Column('confidence', sa.String(), nullable=False),
    sa.Column('actor_id', sa.Uuid(), nullable=True),
    sa.Column('occurred_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended', sa.Boolean(), nullable=False),
    sa.CheckConstraint("confidence IN ('sure', 'thinks', 'heard', 'unasked')", name=op.f('ck_sibling_confidence_known')),
    sa.CheckConstraint("step IN ('brother', 'sister', 'brother?', 'sister?', 'half-m.brother', 'half-m.sister', 'half-p.brother', 'half-p.sister')",
                       name=op.f('ck_sibling_step_known')),
    sa.CheckConstraint('individual_id <> of_id', name=op.f('ck_sibling_not_oneself')),
    sa.ForeignKeyConstraint(['individual_id'], ['individual.id'], name=op.f('fk_sibling_individual_id')),
    sa.ForeignKeyConstraint(['informant_id'], ['individual.id'], name=op.f('fk_sibling_informant_id')),
    sa.ForeignKeyConstraint(['of_id'], ['individual.id'], name=op.f('fk_sibling_of_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sibling'))
    )
    with op.batch_alter_table('sibling', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sibling_individual_id'), ['individual_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_sibling_of_id'), ['of_id'], unique=False)

    with op.batch_alter_table('individual', schema=None) as batch_op:
        batch_op.add_column(sa.Column('martyr_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('death_year', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('death_text', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('life', sa.String(), nullable=False, server_default='unknown'))
        batch_op.add_column(sa.Column('reach', sa.String(), nullable=False, server_default='unknown'))
        batch_op.alter_column('donor_id',
               nullable=True)
        batch_op.alter_column('name',
               nullable=True)
        batch_op.create_check_constraint('life_known', "life IN ('alive', 'dead', 'unknown')")
        batch_op.create_check_constraint('reach_known', "reach IN ('near', 'far', 'weak', 'unknown')")
        batch_op.create_unique_constraint(batch_op.f('uq_individual_martyr_id'), ['martyr_id'])
        batch_op.create_foreign_key(batch_op.f('fk_individual_martyr_id'), 'martyr', ['martyr_id'], ['id'])

    with op.batch_alter_table('kinship_claim', schema=None) as batch_op:
        batch_op.add_column(sa.Column('readings', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('side', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('informant_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('confidence', sa.String(), nullable=False, server_default='unasked'))
        batch_op.create_check_constraint('confidence_known', "confidence IN ('sure', 'thinks', 'heard', 'unasked')")
        batch_op.create_foreign_key(batch_op.f('fk_kinship_claim_informant_id'), 'individual', ['informant_id'], ['id'])


def downgrade() -> None:
    beyond = "SELECT count(*) FROM individual WHERE donor_id IS NULL OR name IS NULL"
    if op.get_bind().execute(sa.text(beyond)).scalar():
        raise RuntimeError("people stand in family trees whom revision 0001 cannot keep; restore the backup made before 0002 instead")
    with op.batch_alter_table('kinship_claim', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_kinship_claim_informant_id'), type_='foreignkey')
        batch_op.drop_column('confidence')
        batch_op.drop_column('informant_id')
        batch_op.drop_column('side')
        batch_op.drop_column('readings')

    with op.batch_alter_table('individual', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_individual_martyr_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('uq_individual_martyr_id'), type_='unique')
        batch_op.alter_column('name',
               nullable=False)
        batch_op.alter_column('donor_id',
               nullable=False)
        batch_op.drop_column('reach')
        batch_op.drop_column('life')
        batch_op.drop_column('death_text')
        batch_op.drop_column('death_year')
        batch_op.drop_column('martyr_id')

    with op.batch_alter_table('sibling', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sibling_of_id'))
        batch_op.drop_index(batch_op.f('ix_sibling_individual_id'))

    op.drop_table('sibling')
    with op.batch_alter_table('parentage', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_parentage_parent_id'))
        batch_op.drop_index(batch_op.f('ix_parentage_child_id'))

    op.drop_table('parentage')
    with op.batch_alter_table('individual_merge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_individual_merge_into_id'))
        batch_op.drop_index(batch_op.f('ix_individual_merge_individual_id'))

    op.drop_table('individual_merge')
    with op.batch_alter_table('tree_mark', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_tree_mark_individual_id'))

    op.drop_table('tree_mark')
    with op.batch_alter_table('couple', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_couple_second_id'))
        batch_op.drop_index(batch_op.f('ix_couple_first_id'))

    op.drop_table('couple')
    with op.batch_alter_table('technology_profile', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_technology_profile_laboratory_id'))

    op.drop_table('technology_profile')
    op.drop_table('slip_left')
    with op.batch_alter_table('relation_word', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_relation_word_word'))

    op.drop_table('relation_word')