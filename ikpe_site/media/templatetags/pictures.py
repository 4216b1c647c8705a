"""Wagtail's tags for pictures, which never raise and never leave a hole.

    {% picture image format-{avif,webp,jpeg} width-{640,1200} alt="" as drawn %}
    {% if drawn %}{{ drawn }}{% else %}…{% endif %}

A picture that is not there, whose file is missing, that cannot be drawn or that the visitor may not see is empty, and
the template shows what stands in for it. Unlike Wagtail's own, the tags take attributes also before `as`.
"""

from django import template
from django.utils.html import conditional_escape
from wagtail.images.models import Picture, SourceImageIOError
from wagtail.images.templatetags import wagtailimages_tags as wagtail_tags

from ikpe_site.core.gallery import shown_pictures
from ikpe_site.core.private_collections import closed_collections, is_closed

register = template.Library()


class ImageNode(wagtail_tags.ImageNode):
    def draw(self, image, attributes):
        return image.get_rendition(self.get_filter()).img_tag(attributes)

    def render(self, context):
        image = self.validate_image(context)
        request = context.get("request")  # feeds, which have none here, look through all pictures at once
        if image and request and is_closed(image, request):
            image = None
        attributes = {name: value.resolve(context) for name, value in self.attrs.items()}
        try:
            drawn = self.draw(image, attributes) if image else ""
        except SourceImageIOError:
            drawn = ""
        if self.output_var_name:
            context[self.output_var_name] = drawn
            return ""
        return conditional_escape(drawn)


class PictureNode(ImageNode, wagtail_tags.PictureNode):
    def draw(self, image, attributes):
        return Picture(image.get_renditions(*self.get_filters()), attributes)


NODES = {"image": ImageNode, "picture": PictureNode}


@register.tag("image")
@register.tag("picture")
def picture(parser, token):
    bits = token.split_contents()
    name = bits[-1] if bits[-2:-1] == ["as"] else None
    if name:  # Wagtail's parser refuses attributes beside a name
        token.contents = token.contents.rpartition(" as ")[0]
    node = wagtail_tags.image(parser, token)
    return NODES[bits[0]](node.image_expr, node.filter_specs, attrs=node.attrs, output_var_name=name)


@register.simple_tag(takes_context=True)
def pictures_of(context, gallery):
    """The bound blocks of those pictures of a gallery that the visitor may see."""
    request = context.get("request")
    return shown_pictures(gallery, closed_collections(request) if request and gallery.bound_blocks else ())
