"""The JSON-LD of every kind of page, held against the vocabulary of schema.org."""

import datetime
import json

import pytest
from wagtail.models import CollectionViewRestriction

from news.models import NewsPage
from publications.models import CSLType
from tests import factories
from tests.helpers import get_soup, graph_of
from tests.schema_org import problems_of
from topics.models import Region


@pytest.fixture
def site(site_tree, institute):
    institute.short_name = "IKPE"
    institute.parent_name, institute.parent_url = "Fachhochschule Erfurt", "https://www.fh-erfurt.de/"
    institute.save()
    greiz, gera = Region.objects.filter(name__in=["Greiz", "Gera"]).order_by("-name")
    topic = factories.TopicPageFactory(title="Netzwerke")
    person = factories.PersonPageFactory(
        academic_title="Dr.", first_name="Petra", last_name="Muster", orcid="0000-0002-1825-0097"
    )
    factories.ResponsibilityFactory(person=person, topic=topic, regions=[greiz, gera], role="Beratung")
    factories.ResponsibilityFactory(person=person, label="Koordination", role="")
    series = factories.EventSeriesPageFactory()
    pages = {
        "topic": topic,
        "person": person,
        "project": factories.ProjectPageFactory(
            parent=topic, regions=[greiz], funder="ESF", starts_on=datetime.date(2015, 1, 1), ends_on=None
        ),
        "area": factories.WorkAreaPageFactory(),
        "content": factories.ContentPageFactory(),
        "post": factories.NewsPageFactory(topics=[topic], people=[person], image=factories.ImageFactory()),
        "job": factories.NewsPageFactory(
            kind=NewsPage.Kind.JOB,
            application_deadline=datetime.date(2099, 3, 31),
            body=[("text", "<p>Was zu tun ist.</p>")],
        ),
        "publication": factories.PublicationPageFactory(
            document=factories.DocumentFactory(), volume="50", issue="4", doi="10.1000/182", collection_title="Reihe"
        ),
        "series": series,
        "event": factories.EventPageFactory(
            series=series, topics=[topic], is_online=True, takes_registrations=True, latitude="50.9", longitude="11.0"
        ),
    }
    factories.ContributorFactory(publication=pages["publication"], person=person)
    factories.mark_published()
    site_tree.pages = pages
    return site_tree


def document(url) -> dict:
    (script,) = get_soup(url).select("script[type='application/ld+json']")
    return json.loads(script.string)


def test_every_page_speaks_the_words_of_schema_org(site):
    lists = [site.news, site.people, site.topics, site.work_areas, site.publications, site.events, site.contact]
    urls = [page.url for page in (site.home, *lists, *site.pages.values())]
    urls += [site.regions.url, f"{site.regions.url}greiz/", "/abonnieren/", f"{site.news.url}?art=meldung"]
    for kind in CSLType.values:
        urls.append(factories.PublicationPageFactory(csl_type=kind, category=site.pages["publication"].category).url)
    for url in urls:
        assert problems_of(document(url)) == [], url


def test_the_check_finds_what_is_wrong():
    node = {"@type": "Person", "@id": "#1", "headline": "x", "colour": "red", "worksFor": {"@id": "#2"}, "address": ""}
    wrong = {"@type": "Event", "@id": "#3", "eventStatus": "https://schema.org/Monday", "location": {"@type": "Book"}}
    assert len(problems_of({"@context": "https://schema.org", "@graph": [node, wrong]})) == 6


def test_the_home_page_tells_of_the_institute_and_its_search(site):
    graph = graph_of("/")
    institute = graph["ResearchOrganization"]
    assert institute["name"] == "Institut für kommunale Planung und Entwicklung e.V."
    assert institute["address"]["addressLocality"] == "Erfurt"
    assert institute["telephone"] == "+4936130257600"
    assert institute["parentOrganization"] == {
        "@type": "CollegeOrUniversity",
        "name": "Fachhochschule Erfurt",
        "url": "https://www.fh-erfurt.de/",
    }
    assert graph["WebSite"]["potentialAction"]["target"]["urlTemplate"].endswith("/suche/?q={search_term_string}")
    assert "BreadcrumbList" not in graph


def test_without_a_university_none_is_named(site_tree, institute):
    assert "parentOrganization" not in graph_of("/")["ResearchOrganization"]


def test_the_way_to_a_page_leads_from_the_home_page(site):
    steps = graph_of(site.pages["project"].url)["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Startseite", "Themen", "Netzwerke", site.pages["project"].title]
    assert [step["position"] for step in steps] == [1, 2, 3, 4]
    steps = graph_of(f"{site.regions.url}greiz/")["BreadcrumbList"]["itemListElement"]
    assert [step["name"] for step in steps] == ["Startseite", "Regionen", "Greiz"]


def test_a_person_has_a_contact_point_for_each_responsibility(site):
    person = graph_of(site.pages["person"].url)["Person"]
    assert (person["honorificPrefix"], person["name"]) == ("Dr.", "Petra Muster")
    assert person["sameAs"] == "https://orcid.org/0000-0002-1825-0097"
    first, second = person["contactPoint"]
    assert (first["contactType"], first["telephone"]) == ("Netzwerke", "+4936130257606")
    assert {area["name"] for area in first["areaServed"]} == {"Greiz", "Gera"}
    assert second["contactType"] == "Koordination"
    assert "areaServed" not in second


def test_of_a_person_who_left_only_the_name_is_told(site):
    site.pages["person"].left_on = datetime.date(2020, 1, 1)
    site.pages["person"].save()
    assert graph_of(site.pages["person"].url)["Person"].keys() <= {
        *("@type", "@id", "url", "name", "honorificPrefix", "givenName", "familyName", "sameAs")
    }


def test_a_post_names_its_topics_and_people_but_no_hidden_ones(site):
    article = graph_of(site.pages["post"].url)["NewsArticle"]
    assert [topic["name"] for topic in article["about"]] == ["Netzwerke"]
    assert [person["name"] for person in article["mentions"]] == ["Dr. Petra Muster"]
    factories.make_draft(site.pages["topic"])
    factories.make_private(site.pages["person"])
    article = graph_of(site.pages["post"].url)["NewsArticle"]
    assert "about" not in article
    assert "mentions" not in article


def test_a_vacancy_is_a_job_posting_that_is_valid_until_its_deadline(site):
    posting = graph_of(site.pages["job"].url)["JobPosting"]
    assert posting["validThrough"] == "2099-03-31T23:59:59+02:00"
    assert "Was zu tun ist." in posting["description"]
    assert posting["hiringOrganization"]["name"].startswith("Institut")
    assert posting["jobLocation"]["address"]["addressLocality"] == "Erfurt"


def test_a_project_tells_of_its_time_funder_and_counties(site):
    project = graph_of(site.pages["project"].url)["ResearchProject"]
    assert project["foundingDate"] == "2015-01-01"
    assert project["funder"]["name"] == "ESF"
    assert [area["name"] for area in project["areaServed"]] == ["Greiz"]
    assert "dissolutionDate" not in project


def test_a_document_that_not_everybody_may_read_is_not_told(site):
    publication = site.pages["publication"]
    assert publication.document.url in json.dumps(document(publication.url))
    CollectionViewRestriction.objects.create(collection=publication.document.collection, restriction_type="login")
    assert publication.document.url not in json.dumps(document(publication.url))
    assert not get_soup(publication.url).select("meta[name=citation_pdf_url]")


def test_nothing_in_it_can_end_the_script(site):
    title = "</script><script>alert(1)</script> & <!-- \u2028"
    post = factories.NewsPageFactory(title=title)
    assert graph_of(post.url)["NewsArticle"]["headline"] == title
    assert len(get_soup(post.url).select("script:not([src])")) == 1
