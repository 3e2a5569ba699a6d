package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import io.tenderbook.platform.page.Keyset;
import io.tenderbook.platform.page.PageRequest;
import java.util.Optional;

/** Reads the arguments that every list has. */
final class PageArguments {
    private PageArguments() {}

    static PageRequest read(DataFetchingEnvironment environment, Keyset<?> order) {
        var selection = Selection.of(environment);
        var pageInfo = selection.below("pageInfo");
        return PageRequest.of(
                environment.getArgument("first"),
                environment.getArgument("after"),
                environment.getArgument("last"),
                environment.getArgument("before"),
                order,
                new PageRequest.Extras(
                        pageInfo.has("hasPreviousPage"), pageInfo.has("hasNextPage"), selection.has("totalCount")));
    }

    /** The argument {@code orderBy}: which field, and whether descending; empty if none is given. */
    static <E extends Enum<E>> Optional<Order<E>> order(DataFetchingEnvironment environment, Class<E> fields) {
        var order = Input.of(environment, "orderBy");
        return order.word("field", fields)
                .map(field -> new Order<>(field, "DESC".equals(order.optionalText("direction"))));
    }

    record Order<E>(E field, boolean descending) {}
}
