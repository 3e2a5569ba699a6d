package io.tenderbook.graphql;

import graphql.schema.TypeResolver;

/**
 * Says for one interface or union of the schema which type an object has: declaring the bean wires it. Without one, an
 * object has the type that is named like its class.
 */
public interface NamedTypeResolver extends TypeResolver {
    /** The interface or union. */
    String typeName();
}
