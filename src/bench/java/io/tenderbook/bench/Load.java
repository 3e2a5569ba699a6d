package io.tenderbook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import org.HdrHistogram.Histogram;

/**
 * What a load generator, or plain JDBC, saw. Times are in microseconds, from the moment a request was sent.
 *
 * @param bytes of the answers; 0 where nobody counts them
 * @param statuses answers that were no success
 * @param sockets connections that failed, were cut off or timed out
 */
record Load(
        long requests,
        double seconds,
        long bytes,
        long statuses,
        long sockets,
        long p50,
        long p90,
        long p99,
        long longest) {
    static Load read(JsonNode result) {
        return new Load(
                result.path("requests").longValue(),
                result.path("micros").longValue() / 1e6,
                result.path("bytes").longValue(),
                result.path("statuses").longValue(),
                result.path("sockets").longValue(),
                result.path("p50").longValue(),
                result.path("p90").longValue(),
                result.path("p99").longValue(),
                result.path("max").longValue());
    }

    /** Of work that was done without a failure. */
    static Load of(Histogram micros, double seconds) {
        return new Load(
                micros.getTotalCount(),
                seconds,
                0,
                0,
                0,
                micros.getValueAtPercentile(50),
                micros.getValueAtPercentile(90),
                micros.getValueAtPercentile(99),
                micros.getMaxValue());
    }

    double rate() {
        return requests / seconds;
    }

    /** Why this is no figure; empty if it is one. */
    String objection() {
        if (statuses > 0 || sockets > 0) {
            return statuses + " answers were errors, " + sockets + " connections failed";
        }
        return requests == 0 ? "nothing was answered" : "";
    }
}
