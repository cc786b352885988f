"""The pages that show recovery, and the pictures on them."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_GET, require_safe

from apps.care.access import patient_or_404
from apps.care.day import today_for
from apps.core.permissions import allow
from apps.core.roles import Role
from apps.progress import cards, pages, pictures
from apps.progress.actions import record_report
from apps.progress.report import chart_of, print_report, report_of, report_page
from apps.progress.wording import Register

# To whom sentences speak.
REGISTERS: dict[str, Register] = {
    Role.PATIENT: "patient",
    Role.HELPER: "helper",
    Role.THERAPIST: "practitioner",
}


@require_safe
@login_not_required
def methods(request):
    """Say what each number means and cannot say; open to everybody who holds a report."""
    return render(request, "progress/methods.html")


@require_safe
@allow(Role.THERAPIST)
def compare(request, patient_id):
    """Show two phases of one part beside each other."""
    person = patient_or_404(request.user, patient_id, page="compare")
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    return render(request, "progress/compare.html", cards.compare_page(person, view))


@require_safe
@allow(Role.THERAPIST)
def test(request, patient_id, result_id):
    """Show one clinical test over time, and whether its change is more than its error."""
    person = patient_or_404(request.user, patient_id, page="tests")
    asked = request.GET.copy()
    asked["result"] = str(result_id)
    asked.setdefault("range", "all")
    view = pages.view_asked_for(person, asked, today_for(request, person))
    return render(request, "progress/test.html", cards.test_page(person, view))


@require_safe
@allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)
def treatment(request, patient_id):
    """Show how much was done, week by week, and how many tries were right."""
    person = patient_or_404(request.user, patient_id, page="treatment")
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    context = cards.treatment_page(person, view, REGISTERS[request.user.role])
    return render(request, "progress/treatment.html", context)


@require_safe
@allow(Role.PATIENT, Role.HELPER)
def progress(request, patient_id):
    """Show the patient how the feeling has changed."""
    person = patient_or_404(request.user, patient_id, page="progress")
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    return render(
        request,
        "progress/progress.html",
        pages.progress_page(person, view, REGISTERS[request.user.role]),
    )


@require_safe
@allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)
def numbers(request, patient_id):
    """Show every entry of one part in one year; no day is left out."""
    person = patient_or_404(request.user, patient_id, page="numbers")
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    context = pages.numbers_page(person, view, request.GET.get("year", ""))
    return render(request, "progress/numbers.html", context)


@require_safe
@allow(Role.PATIENT, Role.HELPER, Role.THERAPIST)
def picture(request, patient_id, kind, subject="timeline"):
    """Answer with the picture, or 304 while the record has not changed since."""
    # A page and its pictures are one look.
    page = "patient" if request.user.role == Role.THERAPIST else "progress"
    if subject == "test":
        page = _page_of_tests_or_404(request)
    person = patient_or_404(request.user, patient_id, page=page, with_person=False)
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    asked = pictures.picture_asked_for(person, view, subject, kind, request.GET)
    answer = get_conditional_response(request, etag=asked.etag)
    if answer is None:
        answer = HttpResponse(pictures.draw(asked), content_type=asked.content_type)
    answer["ETag"] = asked.etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


@require_safe
@allow(Role.PATIENT, Role.THERAPIST)
def report(request, patient_id):
    """Show the sheet for a visit, and lead to its PDF."""
    person = patient_or_404(request.user, patient_id, page="patient")
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    sheet = report_page(person, view, request.user, _methods_at(request))
    return render(request, "progress/report.html", sheet)


@require_GET
@allow(Role.PATIENT, Role.THERAPIST)
def report_pdf(request, patient_id):
    """Make the sheet for a visit, and write down that it was made."""
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        # A browser that only guesses that the link will be pressed makes no report.
        return HttpResponse(status=503)
    person = patient_or_404(request.user, patient_id, page="report")
    view = pages.view_asked_for(person, request.GET, today_for(request, person))
    sheet = report_of(person, view, request.user, _methods_at(request))
    made = print_report(sheet, chart_of(person, view))
    record_report(by=request.user, patient=person, start=sheet.start, end=sheet.end)
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="report-{view.today.isoformat()}.pdf"'
    return answer


def _page_of_tests_or_404(request) -> str:
    """Return what a look at a clinical test is called; only therapists have pages of them."""
    if request.user.role != Role.THERAPIST:
        raise Http404
    return "tests"


def _methods_at(request) -> str:
    """Return the address that a sheet of paper can name."""
    return request.build_absolute_uri(reverse("progress:methods"))
