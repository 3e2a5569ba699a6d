package io.tenderbook.paymentmethod.idempotency;

import java.util.function.Function;

/**
 * How the results of a use case are kept and given again.
 *
 * @param restore makes the result of what was kept, with the records as they stand now
 */
public record AnswerForm<R>(Function<R, KeptAnswer> keep, Function<KeptAnswer, R> restore) {}
