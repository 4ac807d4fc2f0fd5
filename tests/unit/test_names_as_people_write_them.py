"""Names as people write them, and what nobody sees in them."""

import pytest

from core.names import fold, tidy


@pytest.mark.parametrize("written", ["Nguyễn\u00ad Văn Ân", "\u202eNguyễn Văn\u202c Ân", "\ufeffNguyễn\u200b Văn  Ân", "Nguyễn Văn \u2066Ân\u2069"])
def test_signs_that_nobody_sees_do_not_make_another_name(written):
    assert tidy(written) == "Nguyễn Văn Ân"
    assert fold(tidy(written)) == "nguien van an"
