package io.tenderbook.graphql.sensitive;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SensitiveInputTest {
    /** Test numbers that the networks and Stripe publish. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424242",
                "4242 4242 4242 4242",
                "4242-4242-4242-4242",
                "4222222222222",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "3782 822463 10005",
                "6011111111111117",
                "3056930009020004",
                "36227206271667",
                "3566002020360505",
                "6200000000000005",
                "6759649826438453",
                "his card is 4242 4242 4242 4242, expiring soon",
                "card:4242424242424242;"
            })
    void aCardNumberIsFoundHoweverItIsWritten(String text) {
        assertEquals(Optional.of(List.of("name")), SensitiveInput.find(Map.of("name", text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4242424242424241", // no check digit
                "424242424242424", // no Visa of 15 digits
                "1234567812345670", // of no network
                "424242424242", // too short
                "42424242424242424242424242424242", // too long
                "pm_4242424242424242", // part of a word
                "order 4242424242424242b",
                "+4222222222222", // a telephone number
                "0.4242424242424242",
                "01970b1e-4242-4242-8242-424242424242",
                "42424242-4242-4242-a242-424242424242", // a UUID whose first half is a number of Visa's form
                "01970b1e-abcd-7abc-8171-999927660000", // one whose last is of UnionPay's
                ""
            })
    void whatIsNoneIsLetThrough(String text) {
        assertEquals(Optional.empty(), SensitiveInput.find(Map.of("name", text)));
    }

    @Test
    void numbersNamesAndValuesAtAnyDepthAreLookedAt() {
        assertEquals(Optional.of(List.of("n")), SensitiveInput.find(Map.of("n", 4242424242424242L)));
        assertEquals(
                Optional.of(List.of("input", "metadata", "notes", "1", "text")),
                SensitiveInput.find(Map.of(
                        "input",
                        Map.of("metadata", Map.of("notes", List.of("fine", Map.of("text", "4242424242424242")))))));
    }

    @Test
    void whereACardNumberIsANameItIsNotRepeated() {
        assertEquals(
                Optional.of(List.of("metadata")),
                SensitiveInput.find(Map.of("metadata", Map.of("4242424242424242", "here"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cvc", "CVV", "Cvc2", "cvv2"})
    void aCardCodeIsFoundByItsName(String name) {
        assertEquals(Optional.of(List.of("wallet", name)), SensitiveInput.find(Map.of("wallet", Map.of(name, 1))));
        var nothing = new HashMap<String, Object>();
        nothing.put(name, null);
        assertEquals(Optional.empty(), SensitiveInput.find(nothing));
    }

    @Test
    void theNumberOfACardIsRefusedWhateverItIsButNotThatOfAnythingElse() {
        assertEquals(
                Optional.of(List.of("a", "card", "number")),
                SensitiveInput.find(Map.of("a", Map.of("card", Map.of("number", "1")))));
        assertEquals(Optional.empty(), SensitiveInput.find(Map.of("house", Map.of("number", "1"))));
    }
}
