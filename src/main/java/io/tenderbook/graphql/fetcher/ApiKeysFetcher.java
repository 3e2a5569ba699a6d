package io.tenderbook.graphql.fetcher;

import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import io.tenderbook.graphql.FieldFetcher;
import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeyLists;
import io.tenderbook.organisation.Role;
import io.tenderbook.platform.page.Page;
import jakarta.inject.Singleton;

@Singleton
final class ApiKeysFetcher implements FieldFetcher<Page<ApiKey>> {
    private final ApiKeyLists keys;

    ApiKeysFetcher(ApiKeyLists keys) {
        this.keys = keys;
    }

    @Override
    public FieldCoordinates field() {
        return FieldCoordinates.coordinates("Query", "apiKeys");
    }

    @Override
    public Role leastRole() {
        return Role.ADMIN;
    }

    @Override
    public Page<ApiKey> get(DataFetchingEnvironment environment) {
        return keys.page(
                caller(environment).organisationId(),
                Input.of(environment, "filter").isTrue("includeEnded"),
                PageArguments.read(environment, ApiKey.NEWEST_FIRST));
    }
}
