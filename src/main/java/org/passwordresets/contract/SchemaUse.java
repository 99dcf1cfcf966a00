package org.passwordresets.contract;

/**
 * Where a schema is used.
 *
 * @param direction whether it describes what clients send or what the server responds
 * @param place the part of the message that it describes
 */
record SchemaUse(Direction direction, Place place) {
    /** Parts of a message. */
    enum Place {
        /** A parameter, or a header of a response. */
        PARAMETER,
        /** A whole body. */
        BODY,
        /** Its member {@code data}. */
        DATA,
        /** Its member {@code attributes}. */
        ATTRIBUTES,
        /** One attribute. */
        ATTRIBUTE,
        /** A part of any of these. */
        INSIDE
    }

    /** The use of the schema of a property. */
    SchemaUse ofProperty(String name) {
        return new SchemaUse(
                direction,
                switch (place) {
                    case BODY -> name.equals("data") ? Place.DATA : Place.INSIDE;
                    case DATA -> name.equals("attributes") ? Place.ATTRIBUTES : Place.INSIDE;
                    case ATTRIBUTES -> Place.ATTRIBUTE;
                    default -> Place.INSIDE;
                });
    }

    /** The use of the schema of elements: a list contains resources, or values of a parameter, as one of them alone. */
    SchemaUse ofElements() {
        return place == Place.DATA || place == Place.PARAMETER ? this : inside();
    }

    SchemaUse inside() {
        return new SchemaUse(direction, Place.INSIDE);
    }
}
