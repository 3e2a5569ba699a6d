package io.tenderbook.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tenderbook.sandbox.TestSandbox.Response;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PaymentMethodListTest {
    private final TestSandbox sandbox = TestSandbox.inMemory();
    private final String ada = sandbox.customer();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void aListIsOfOneCustomerNewestFirstWithoutTheDetached() {
        String first = sandbox.attached("pm_card_visa", ada);
        String second = sandbox.attached("pm_twint", ada);
        String third = sandbox.attached("pm_card_amex", ada);
        sandbox.attached("pm_card_visa", sandbox.customer());
        sandbox.post("/v1/payment_methods/" + sandbox.attached("pm_card_visa", ada) + "/detach");

        assertEquals(List.of(third, second, first), ids(sandbox.get("/v1/payment_methods?customer=" + ada)));
        assertEquals(List.of(third, first), ids(sandbox.get("/v1/customers/" + ada + "/payment_methods?type=card")));
        assertEquals(
                first,
                sandbox.get("/v1/customers/" + ada + "/payment_methods/" + first)
                        .id());
    }

    @Test
    void aListIsReadPageByPage() {
        String first = sandbox.attached("pm_card_visa", ada);
        String second = sandbox.attached("pm_card_visa", ada);
        String third = sandbox.attached("pm_card_visa", ada);
        String list = "/v1/payment_methods?customer=" + ada + "&limit=2";

        Response page = sandbox.get(list);
        assertEquals(List.of(third, second), ids(page));
        assertTrue(page.body().get("has_more").asBoolean());

        Response rest = sandbox.get(list + "&starting_after=" + second);
        assertEquals(List.of(first), ids(rest));
        assertFalse(rest.body().get("has_more").asBoolean());

        Response back = sandbox.get(list + "&ending_before=" + first);
        assertEquals(List.of(third, second), ids(back));
        assertFalse(back.body().get("has_more").asBoolean());
    }

    @Test
    void aListWithoutACustomerIsEmpty() {
        sandbox.attached("pm_card_visa", ada);

        Response list = sandbox.get("/v1/payment_methods?type=card");

        assertEquals(200, list.status());
        assertEquals(List.of(), ids(list));
    }

    @Test
    void aListOfADeletedCustomerIsRefused() {
        sandbox.delete("/v1/customers/" + ada);

        Response refused = sandbox.get("/v1/payment_methods?customer=" + ada);

        assertEquals(400, refused.status());
        assertEquals("resource_missing", refused.text("/error/code"));
    }

    private static List<String> ids(Response list) {
        return list.body().get("data").findValuesAsText("id");
    }
}
