"""What is taken out of a drawing changes nothing that is seen."""

from pipelines.render.stills.svg_minify import lean


def test_a_stroke_of_no_width_stays_unseen():
    drawn = '<svg><rect width="9" height="9" style="stroke: rgb(68, 68, 68); stroke-width: 0px; fill: red;"/></svg>'
    assert lean(drawn) == '<svg><rect width="9" height="9" fill="red" /></svg>'
