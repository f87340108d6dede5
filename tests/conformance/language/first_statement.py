nobody.attribute
