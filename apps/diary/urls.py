"""Addresses of the daily log. Each belongs to one patient."""

from django.urls import path

from apps.diary import views

app_name = "diary"
patient = "patients/<uuid:patient_id>"

urlpatterns = [
    path(f"{patient}/today/", views.today, name="today"),
    path(f"{patient}/today/same/", views.say_same, name="say-same"),
    path(f"{patient}/days/", views.days, name="days"),
    path(f"{patient}/days/<str:day>/", views.day, name="day"),
    path(f"{patient}/days/<str:day>/parts/", views.choose_part, name="choose-part"),
    path(f"{patient}/days/<str:day>/parts/<uuid:area_id>/", views.rate, name="rate"),
    path(f"{patient}/entries/<uuid:entry_id>/", views.entry, name="entry"),
    path(f"{patient}/saved/<uuid:submission>/", views.saved, name="saved"),
    path(f"{patient}/saved/<uuid:submission>/note/", views.add_note, name="add-note"),
    path(f"{patient}/saved/<uuid:submission>/undo/", views.undo, name="undo"),
]
