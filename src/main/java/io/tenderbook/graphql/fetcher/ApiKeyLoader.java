package io.tenderbook.graphql.fetcher;

import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeyLists;
import io.tenderbook.organisation.Caller;
import io.tenderbook.organisation.Role;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Keys by id, for admins; for anybody else there are none. */
@Singleton
final class ApiKeyLoader implements IdLoader<ApiKey> {
    private final ApiKeyLists keys;

    ApiKeyLoader(ApiKeyLists keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "apiKey";
    }

    @Override
    public Map<UUID, ApiKey> load(Set<UUID> ids, Caller caller) {
        return caller.role().includes(Role.ADMIN) ? keys.byId(caller.organisationId(), ids) : Map.of();
    }
}
