package io.tenderbook.provider;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a provider's list.
 *
 * @param next where the following page begins; null on the last page
 */
public record ProviderPage<T>(
        List<ProviderAnswer<T>> items, @Nullable String next) {}
