package io.tenderbook.provider;

import java.util.List;
import java.util.Map;

/**
 * What a form for a payment method offers.
 *
 * @param types the provider's words for the types; empty for all that the account offers
 * @param offSession whether the customer will be charged while away
 * @param metadata kept with the form at the provider
 */
public record SetupIntentOptions(List<String> types, boolean offSession, Map<String, String> metadata) {}
