"""Text from strangers shows and does not act."""

from pipelines.visible import visible


def test_spells_out_what_acts_on_a_terminal():
    assert visible("red \x1b[31m bell \x07 back \x08") == r"red \x1b[31m bell \x07 back \x08"


def test_spells_out_direction_marks_and_line_separators():
    assert visible("a\u202eb\u2028c") == r"a\u202eb\u2028c"


def test_leaves_letters_of_every_script():
    assert visible("Seohae 서해 위성발사장 – ‘quoted’") == "Seohae 서해 위성발사장 – ‘quoted’"


def test_keeps_what_the_caller_keeps():
    assert visible("two\nlines\r", keep="\n") == "two\nlines\\r"
