package io.tenderbook.graphql;

import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A data fetcher that knows which field of the schema it serves: declaring the bean wires it. It runs on a virtual
 * thread and may block. It throws {@link BadRequestException} for what the caller did wrong; anything else that it
 * throws is masked.
 */
public interface FieldFetcher<T extends @Nullable Object> extends DataFetcher<T> {
    FieldCoordinates field();

    /** The least role that may have this field; any other caller gets FORBIDDEN in its place. */
    default Role leastRole() {
        return Role.READER;
    }

    /** Who asks. */
    default Caller caller(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.getGraphQlContext().get(Caller.class));
    }

    /** The object whose field this is. */
    default <S> S source(DataFetchingEnvironment environment, Class<S> type) {
        return type.cast(Objects.requireNonNull(environment.<Object>getSource()));
    }
}
