from .programmes import Programme
from .projects import ProjectPage
from .regions import Region, RegionIndexPage
from .topics import TopicIndexPage, TopicPage
from .work_areas import WorkAreaIndexPage, WorkAreaPage

__all__ = [
    "Programme",
    "ProjectPage",
    "Region",
    "RegionIndexPage",
    "TopicIndexPage",
    "TopicPage",
    "WorkAreaIndexPage",
    "WorkAreaPage",
]
