package io.tenderbook.graphql.ws;

import io.tenderbook.graphql.Execution;
import io.tenderbook.graphql.RateLimit;
import io.tenderbook.graphql.live.AccessWatch;
import io.tenderbook.graphql.live.LiveSettings;
import io.tenderbook.organisation.Authentication;
import jakarta.inject.Singleton;

/** What every connection needs of the program. */
@Singleton
record Host(
        Execution execution,
        RateLimit rate,
        Authentication authentication,
        AccessWatch access,
        LiveSettings settings) {}
