"""What is still to be done with topics, projects and work areas."""

from ikpe_site.editing.reviews import register_for_review

register_for_review("topics.TopicPage")
register_for_review("topics.WorkAreaPage")
register_for_review("topics.ProjectPage", lambda projects: projects.running())
