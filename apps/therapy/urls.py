"""d"""
app_name = "therapy"
urlpatterns = []
