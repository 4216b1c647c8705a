// What is no date stays as it was typed, so that the form can say so. The calendar would put today in its place.
jQuery.fn.datetimepicker.defaults.validateOnBlur = false;
