"""Tests for docs/scale.md: a site with more machines hands its own executor to the batch."""

from __future__ import annotations

from pathlib import Path

import pytest

import drafter
import readers
from reports import files


@pytest.mark.filterwarnings("ignore")  # what a cluster says of ports and clocks is not ours
def test_a_cluster_makes_the_same_reports_as_one_process(office: Path, everything: bool):
    readers.need_package(everything, "distributed")
    import distributed

    year = (office / "data/2021.yaml").read_text("utf-8")
    for number in range(4):
        text = year.replace("区政协办公室", f"第{number}区政协办公室")
        (office / f"data/{number}.yaml").write_text(text, encoding="utf-8")
    inputs = [office / f"data/{number}.yaml" for number in range(4)]
    for name in ("alone", "together"):
        (office / name).mkdir()
    alone = drafter.generate_many(inputs, output=office / "alone", here=office)
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        together = drafter.generate_many(
            inputs, output=office / "together", here=office, executor=client.get_executor()
        )
    assert [each.status for each in together] == [each.status for each in alone] == ["written"] * 4
    assert files(office / "together") == files(office / "alone")
