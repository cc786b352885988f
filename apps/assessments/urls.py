"""Addresses about clinical tests and their results."""

from django.urls import path

from apps.assessments.views import instruments, results

app_name = "assessments"

_RESULTS = "patients/<uuid:patient_id>/tests/"
_RESULT = f"{_RESULTS}<uuid:result_id>/"
_INSTRUMENT = "clinical-tests/<uuid:instrument_id>/"

urlpatterns = [
    path(_RESULTS, results.result_list, name="results"),
    path(f"{_RESULTS}choose/", results.choose_test, name="choose-test"),
    path(f"{_RESULTS}add/", results.record_result, name="record-result"),
    path(f"{_RESULTS}results.csv", results.export_results, name="export-results"),
    path(_RESULT, results.result_page, name="result"),
    path(f"{_RESULT}correct/", results.correct_result, name="correct-result"),
    path(f"{_RESULT}withdraw/", results.withdraw_result, name="withdraw-result"),
    path(f"{_RESULT}restore/", results.restore_result, name="restore-result"),
    path(f"{_RESULT}undo/", results.undo_result, name="undo-result"),
    path("clinical-tests/", instruments.instrument_list, name="instruments"),
    path("clinical-tests/add/", instruments.add_instrument, name="add-instrument"),
    path(_INSTRUMENT, instruments.change_instrument, name="change-instrument"),
    path(f"{_INSTRUMENT}stop/", instruments.stop_instrument, name="stop-instrument"),
    path(f"{_INSTRUMENT}offer/", instruments.offer_instrument, name="offer-instrument"),
]
