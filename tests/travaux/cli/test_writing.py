import click
import pytest

from travaux.cli.writing import NewFile


def test_a_file_in_a_folder_that_is_there_can_be_written(tmp_path):
    assert NewFile().convert(str(tmp_path / "new.csv"), None, None) == tmp_path / "new.csv"


def test_a_folder_that_is_not_there_or_stands_in_the_place_of_the_file_is_told(tmp_path):
    with pytest.raises(click.BadParameter, match="there is no folder"):
        NewFile().convert(str(tmp_path / "nowhere" / "new.csv"), None, None)
    with pytest.raises(click.BadParameter, match="is a directory"):
        NewFile().convert(str(tmp_path), None, None)
    assert NewFile(dir_okay=True).convert(str(tmp_path), None, None) == tmp_path
