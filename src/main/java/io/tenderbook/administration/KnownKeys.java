package io.tenderbook.administration;

import io.tenderbook.customer.UserErrorCode;
import io.tenderbook.customer.UserErrorException;
import io.tenderbook.organisation.ApiKey;
import io.tenderbook.organisation.ApiKeyLists;
import io.tenderbook.organisation.Caller;
import io.tenderbook.platform.Ids;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;

/** Finds the keys of the caller's organisation that a wish speaks of. */
@Singleton
final class KnownKeys {
    private final ApiKeyLists keys;

    KnownKeys(ApiKeyLists keys) {
        this.keys = keys;
    }

    static UUID id(String written) {
        return Ids.parse(written).orElseThrow(KnownKeys::notFound);
    }

    ApiKey key(Caller caller, UUID id) {
        ApiKey key = keys.byId(caller.organisationId(), Set.of(id)).get(id);
        if (key == null) {
            throw notFound();
        }
        return key;
    }

    static UserErrorException notFound() {
        return Wanted.failure(
                UserErrorCode.API_KEY_NOT_FOUND, "There is no API key with that id in this organisation.", "apiKeyId");
    }
}
