"""Addresses under /cameras/ that need to know the years whose shares follow the register."""

from django.urls import path

from budgets import record_views
from budgets.register import export, previewed, views, weights
from budgets.register.file import views as file

app_name = "register"

urlpatterns = [
    path("cameras/register.csv", export.register_csv, name="register_csv"),
    path("cameras/register.xlsx", export.register_xlsx, name="register_xlsx"),
    path("cameras/import/", file.register_import, name="register_import"),
    path("cameras/import/preview/", file.register_import_preview, name="register_import_preview"),
    path("cameras/types/", weights.type_list, name="type_list"),
    path("cameras/types/add/", weights.type_add, name="type_add"),
    path("cameras/types/<int:camera_type>/weight/", weights.weight_set, name="weight_set"),
    path("cameras/types/<int:camera_type>/arrange/", weights.type_arrange, name="type_arrange"),
    path(
        "cameras/types/weights/<int:weight>/correct/", weights.weight_correct, name="weight_correct"
    ),
    path("cameras/add/", previewed.camera_add, name="camera_add"),
    path("cameras/several/move/", previewed.cameras_move, name="cameras_move"),
    path("cameras/several/take-out/", previewed.cameras_take_out, name="cameras_take_out"),
    path("cameras/camera/<int:pk>/move/", views.camera_move, name="camera_move"),
    path("cameras/camera/<int:pk>/correct/", views.camera_correct, name="camera_correct"),
    path("cameras/spell/<int:spell>/correct/", views.spell_correct, name="spell_correct"),
    path("cameras/camera/<int:pk>/take-out/", views.camera_take_out, name="camera_take_out"),
    path(
        "cameras/history/<slug:kind>/<int:record>/put-back/",
        record_views.register_put_back,
        name="put_back",
    ),
]
