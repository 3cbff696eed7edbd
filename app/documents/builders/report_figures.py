"""Annexes of a report made of figures: the targets of the year, and whole forms.

Lines of a template, each one paragraph at the end (after the signer), in the order of the annexes:

    @phu_luc_hoat_dong                 activities by kind (``report_annex``)
    @phu_luc_chi_tieu                  targets: value, raw numbers, last year, judged
    @phu_luc_bieu bieu=<code>          a form of the catalogue; sensitive counts are hidden (*)
    @phu_luc_bieu bieu=<code> han_che  the same unhidden, for the restricted annex alone

An annex without any figure is left out, and so is a form that the catalogue does not have. A form
is taken for its own kind of period that ends with the report's: ``FormFact`` (made by
``app.workflows.report_annexes``) holds it.
"""
