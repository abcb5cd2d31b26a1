"""What the picture must keep: nothing overlaps, no edge runs under a box, every edge is drawn, words fit."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest

import iortkg
from iortkg.model import Walk, WalkEdge, WalkNode
from iortkg.view.labels import placed_labels
from iortkg.view.layout import layout
from iortkg.view.measure import text_width, wrap
from iortkg.view.taken import Taken
from tests.contract.ten import TEN, Case
from tests.view.drawn import Frame, Picture, cross, points, read
from tests.view.samples import walk_svg

SPHERE = Case(
    "breast, 50 kV, placed",
    "Right breast invasive ductal carcinoma. Lumpectomy, INTRABEAM sphere placed in the lumpectomy cavity, 50 kV, "
    "20 Gy delivered.",
    "outpatient", "coded", "xray-iort",
)  # fmt: skip


def ends(picture: Picture, walk: Walk) -> list[tuple[str, str]]:
    """The ids between which the drawn edges run, found by where they begin and stop."""
    spots = {}
    for node, frame in zip(walk.nodes, picture.boxes, strict=True):
        middle = round((frame.top + frame.bottom) / 2)
        spots[round(frame.left), middle] = spots[round(frame.right), middle] = node.id

    def at(x: float, y: float) -> str:
        near = [name for (left, middle), name in spots.items() if abs(left - x) < 9 and abs(middle - y) < 2]
        assert len(near) == 1, (x, y, near)
        return near[0]

    return sorted((at(*edge[0]), at(*edge[-1])) for edge in picture.edges)


def test_boxes_do_not_overlap(walk: Walk) -> None:
    boxes = read(walk_svg(walk)).boxes
    assert len(boxes) == len(walk.nodes) > 0
    assert [pair for pair in combinations(boxes, 2) if pair[0].overlaps(pair[1])] == []


def test_no_edge_runs_under_a_box(walk: Walk) -> None:
    picture = read(walk_svg(walk))
    under = [point for edge in picture.edges for point in edge for frame in picture.boxes if frame.holds(point)]
    assert sum(map(len, picture.edges)) > 20
    assert under == []


def test_every_edge_is_drawn_once_from_its_start_to_its_end(walk: Walk) -> None:
    wanted = sorted({(edge.start, edge.end) for edge in walk.edges if edge.start != edge.end})
    assert ends(read(walk_svg(walk)), walk) == wanted


def test_all_is_drawn_within_the_picture(walk: Walk) -> None:
    picture = read(walk_svg(walk))
    whole = Frame(0, 0, *(float(picture.root.get(side, "0")) for side in ("width", "height")))
    drawn = [point for edge in picture.edges for point in edge]
    drawn += [corner for box in picture.boxes for corner in ((box.left, box.top), (box.right, box.bottom))]
    assert [point for point in drawn if not whole.holds(point, 4)] == []


def test_words_fit_into_their_box(walk: Walk) -> None:
    picture = read(walk_svg(walk))
    lines = [(line, box) for box, told in zip(picture.boxes, picture.words, strict=True) for line in told]
    assert len(lines) >= len(walk.nodes)
    for line, box in lines:
        half = text_width(line.text, line.size, bold=line.bold) / 2
        assert box.left + 10 <= line.x - half, line
        assert line.x + half <= box.right - 10, line
        assert box.top + 4 <= line.y - line.size * 0.75, line
        assert line.y + line.size * 0.25 <= box.bottom - 4, line


def test_labels_of_edges_keep_off_boxes_and_one_another(walk: Walk) -> None:
    picture = read(walk_svg(walk))
    assert [pair for label in picture.labels for pair in [label] if any(map(label.overlaps, picture.boxes))] == []
    assert [pair for pair in combinations(picture.labels, 2) if pair[0].overlaps(pair[1])] == []


def owners(picture: Picture) -> list[int]:
    """For each label, how many edges it lies on or, where it lies on none, stands close beside."""
    counts = []
    for label in picture.labels:
        wider = Frame(label.left - 6, label.top - 6, label.right + 6, label.bottom + 6)
        on = sum(any(label.holds(point) for point in edge) for edge in picture.edges)
        counts.append(on or -sum(any(wider.holds(point) for point in edge) for edge in picture.edges))
    return counts


def test_each_label_lies_on_its_edge_alone_or_close_beside_it(breast: Walk, crowded: Walk) -> None:
    # Where edges begin as one, the label stands beside its own after they have parted.
    assert sorted(owners(read(walk_svg(crowded)))) == [-1, 1, 1, 1, 1]
    assert sorted(owners(read(walk_svg(breast)))) == [-1, 1, 1, 1]


@pytest.mark.parametrize("case", [*TEN, SPHERE], ids=lambda case: case.name)
def test_no_label_of_a_real_walk_lies_on_the_line_of_another(case: Case) -> None:
    picture = read(iortkg.code(case.text, on=case.on, setting=case.setting).to_svg())
    assert len(picture.boxes) > 1
    assert {count for count in owners(picture) if count != 1} <= {-1}


@pytest.mark.parametrize("case", [*TEN, SPHERE], ids=lambda case: case.name)
def test_every_tie_of_a_real_walk_is_named_unless_a_head_names_it(case: Case) -> None:
    walk = iortkg.code(case.text, on=case.on, setting=case.setting).proof
    labels = placed_labels(layout(walk)).values()
    named = {" ".join(label.lines) for label in labels}
    assert named == {edge.label for edge in walk.edges} - {"means", "is needed by", "proposes"}


def fan(count: int) -> Walk:
    """A thing that is tied to many by the same words, and each of these to a last one."""
    many = [WalkNode(f"m{number}", "device", "x", 1) for number in range(count)]
    nodes = (WalkNode("a", "text", "x", 0), *many, WalkNode("z", "code", "x", 2))
    out = (WalkEdge("a", node.id, "p", "holds") for node in many)
    return Walk(nodes, (*out, *(WalkEdge(node.id, "z", "p", "serves") for node in many)))


def mesh(count: int) -> Walk:
    """Things that are all tied to all of the next stage by the same words."""
    names = range(count)
    nodes = (WalkNode(f"{stage}.{name}", "device", "x", stage) for stage in (1, 2) for name in names)
    edges = (WalkEdge(f"1.{start}", f"2.{end}", "p", "holds") for start in names for end in names)
    return Walk(tuple(nodes), tuple(edges))


def test_words_that_edges_of_one_start_share_are_drawn_once() -> None:
    labels = placed_labels(layout(fan(12)))
    assert [label.lines for (start, _), label in labels.items() if start == "a"] == [("holds",)]
    assert len(labels) > 6


def test_a_label_costs_the_same_in_a_walk_of_any_size(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Frame] = []
    look = Taken.is_full

    def noted(taken: Taken, frame: tuple[float, float, float, float]) -> bool:
        looks.append(Frame(*frame))
        return look(taken, frame)

    monkeypatch.setattr(Taken, "is_full", noted)
    costs = []
    for count in (6, 12, 24):
        looks.clear()
        placed_labels(layout(mesh(count)))
        costs.append(len(looks) / count)
    assert min(costs) > 100
    assert max(costs) < 150


def test_squares_tell_whose_a_line_is_and_where_several_run() -> None:
    taken = Taken([(0, 100, 20, 120)], [[(4, 10), (40, 10)], [(4, 10), (80, 10)]])
    assert taken.is_full((18, 118, 30, 130))
    assert not taken.is_full((24, 100, 30, 120))
    assert taken.is_strange((0, 0, 10, 20), 0)
    assert not taken.is_strange((30, 0, 50, 20), 0)
    assert taken.is_strange((30, 0, 50, 20), 1)
    assert taken.is_crossed((30, 0, 50, 20))
    assert not taken.is_crossed((30, 20, 50, 40))
    taken.fill((30, 20, 50, 40))
    assert taken.is_full((-9, 30, 30, 40))


def test_a_walk_that_can_be_drawn_without_crossings_is(breast: Walk) -> None:
    picture = read(walk_svg(breast))
    apart = [
        (one, other)
        for one, other in combinations(picture.edges, 2)
        if one[0] != other[0] and abs(one[-1][1] - other[-1][1]) > 1
    ]
    assert len(apart) > 100
    assert [pair for pair in apart if cross(*pair)] == []


@pytest.mark.parametrize("seed", range(8))
def test_a_shuffled_ladder_is_untangled(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 a picture, no secret
    nodes = [WalkNode(f"{stage}.{n}", "other", "x", stage) for stage in range(4) for n in chance.sample(range(9), 9)]
    edges = [WalkEdge(f"{stage}.{n}", f"{stage + 1}.{n}", "p", "") for stage in range(3) for n in range(9)]
    picture = read(walk_svg(Walk(tuple(nodes), tuple(edges))))
    assert len(picture.edges) == 27
    assert [pair for pair in combinations(picture.edges, 2) if cross(*pair)] == []
    assert {edge[0][1] - edge[-1][1] for edge in picture.edges} == {0.0}


def test_an_edge_is_level_or_climbs_so_that_one_sees_it(breast: Walk, crowded: Walk) -> None:
    climbs = [abs(edge[0][1] - edge[-1][1]) for walk in (breast, crowded) for edge in read(walk_svg(walk)).edges]
    assert len(climbs) == len(breast.edges) + len(crowded.edges)
    assert sum(climb == 0 for climb in climbs) > len(climbs) / 2
    assert [climb for climb in climbs if 0 < climb < 8] == []


def test_columns_read_as_a_sentence_and_the_note_in_its_order(breast: Walk) -> None:
    picture = read(walk_svg(breast))
    lefts = {node.stage: {box.left for n, box in zip(breast.nodes, picture.boxes, strict=True) if n.stage == node.stage}
             for node in breast.nodes}  # fmt: skip
    assert [len(lefts[stage]) for stage in range(5)] == [1] * 5
    assert sorted(map(min, lefts.values())) == [min(lefts[stage]) for stage in range(5)]
    assert picture.boxes[0].top < picture.boxes[2].top < picture.boxes[3].top


def test_things_of_one_stage_that_lead_to_each_other_stand_side_by_side() -> None:
    nodes = tuple(WalkNode(name, "device", name, 2) for name in "abc")
    edges = (WalkEdge("a", "b", "p", "is a"), WalkEdge("b", "c", "p", "emits"), WalkEdge("c", "a", "p", "is made by"))
    walk = Walk(nodes, edges)
    picture = read(walk_svg(walk))
    assert len({box.left for box in picture.boxes}) == 3
    assert ends(picture, walk) == [("a", "b"), ("b", "c"), ("c", "a")]


def test_the_helper_sees_what_it_must_refuse() -> None:
    assert Frame(0, 0, 10, 10).overlaps(Frame(9, 9, 20, 20))
    assert not Frame(0, 0, 10, 10).overlaps(Frame(10, 0, 20, 10))
    assert Frame(0, 0, 10, 10).holds((5, 5))
    assert cross(points("M0 0C5 0 5 10 10 10"), points("M0 10C5 10 5 0 10 0"))
    assert not cross(points("M0 0H10"), points("M0 5H10"))


def test_wrapped_lines_are_balanced_and_within_the_limit() -> None:
    words = "the applicator was placed by the surgeon into the cavity and held with a suture"
    lines = wrap(words, 150, 13)
    widths = [text_width(line, 13) for line in lines]
    assert " ".join(lines) == words
    assert max(widths) <= 150
    assert min(widths) > 0.6 * max(widths)


def test_a_word_wider_than_a_line_is_cut_and_a_long_text_ends_in_an_ellipsis() -> None:
    lines = wrap("x" * 400, 100, 13)
    assert len(lines) == 4
    assert lines[-1].endswith("…")
    assert all(text_width(line, 13) <= 100 for line in lines)
    assert wrap("", 100, 13) == ()


@pytest.mark.parametrize(
    ("text", "width"), [("Helvetica", 521), ("iii", 66.6), ("é", 55.6), ("放射", 210), ("e\u0301", 55.6), ("", 0)]
)
def test_widths_are_those_of_the_font(text: str, width: float) -> None:
    size = 100
    assert text_width(text, size) == pytest.approx(width * (size / 100) * (0.8 if text == "Helvetica" else 1), rel=0.03)
