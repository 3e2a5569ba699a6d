package io.tenderbook.graphql.graphiql;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import io.micrometer.core.instrument.MeterRegistry;
import io.tenderbook.TestServer;
import io.tenderbook.organisation.Role;
import io.tenderbook.paymentmethod.Happenings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** GraphiQL as a person meets it, in a real browser. Skipped where none is installed. */
class ExplorerBrowserTest {
    private static TestServer server;
    private static Playwright playwright;
    private static Browser browser;

    private final List<String> requests = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        var chromium = Chromium.find();
        assumeTrue(chromium.isPresent(), "no Chromium on the PATH: install it to run the browser tests");
        server = TestServer.start();
        playwright = Chromium.playwright();
        browser = playwright.chromium().launch(Chromium.launch(chromium.orElseThrow()));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            playwright.close();
            server.close();
        }
    }

    @BeforeEach
    void open() {
        context = browser.newContext();
        page = context.newPage();
        page.onRequest(request -> requests.add(request.url()));
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
        page.navigate(server.baseUri().resolve("/graphiql").toString());
        page.locator(".graphiql-execute-button").waitFor();
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void opensOneTabForEachOperationDocument() throws IOException {
        try (var files = Files.list(Path.of("graphql/operations"))) {
            assertEquals(
                    files.map(file -> file.getFileName().toString().replace(".graphql", ""))
                            .sorted()
                            .toList(),
                    page.locator(".graphiql-tab").allInnerTexts());
        }
    }

    @Test
    void followsASubscriptionUntilItIsStopped() {
        var ours = Happenings.in(server);
        write("Headers", "{\"Authorization\": \"Bearer %s\"}".formatted(ours.key()));
        String tab = page.locator(".graphiql-tab").first().innerText();
        write("Query Editor", "subscription " + tab + " { paymentMethodChanged { reason } }");
        // In the same breath: GraphiQL itself still takes it for the mutation that stood there before.
        page.locator(".graphiql-execute-button").evaluate("it => it.click()");
        await().atMost(Duration.ofSeconds(60)).until(() -> subscriptions() == 1);
        for (String reason : List.of("the first", "the second")) {
            ours.happen(reason);
            assertThat(page.locator(".result-window")).containsText(reason);
        }
        page.locator(".graphiql-execute-button").click();
        await().until(() -> subscriptions() == 0);
    }

    private static int subscriptions() {
        return (int) server.bean(MeterRegistry.class)
                .get("tenderbook.subscriptions")
                .gauge()
                .value();
    }

    @Test
    void runsAQueryWithTheHeadersOfTheEditorAndAsksNoOtherHost() {
        write("Headers", "{\"Authorization\": \"Bearer %s\"}".formatted(server.key(Role.READER)));
        // Named like the document of the open tab, whose name GraphiQL goes on sending for a moment.
        String tab = page.locator(".graphiql-tab").first().innerText();
        write("Query Editor", "query " + tab + " { __typename }");
        page.locator(".graphiql-execute-button").click();
        assertThat(page.locator(".result-window")).containsText("\"__typename\": \"Query\"");
        assertEquals(
                Set.of(server.baseUri().getAuthority()),
                requests.stream()
                        .filter(url -> !url.startsWith("data:"))
                        .map(url -> URI.create(url).getAuthority())
                        .collect(Collectors.toSet()));
    }

    @Test
    void thePolicyOfThePageIsNeverBroken() {
        page.locator(".graphiql-execute-button").click();
        assertThat(page.locator(".result-window")).containsText("UNAUTHENTICATED");
        assertEquals(
                List.of(),
                complaints.stream().filter(text -> !text.contains("401")).toList());
    }

    private void write(String editor, String text) {
        page.locator("[aria-label='%s'] .CodeMirror:visible".formatted(editor))
                .evaluate("(it, text) => it.CodeMirror.setValue(text)", text);
    }
}
