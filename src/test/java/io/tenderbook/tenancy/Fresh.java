package io.tenderbook.tenancy;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Hides what is new each time in the answer to a mutation that made something. */
final class Fresh {
    private static final Pattern WORD = Pattern.compile("fresh[0-9a-f]{32}|(sk_test_sandbox|pm|whsec)_[0-9a-f]{32}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern OTHER = Pattern.compile(
            "\\d{4}-\\d{2}-\\d{2}T[0-9:.]+Z|tb_[\\w-]{43}|"
                    + "\"hint\":\"[^\"]*\"|(cus|pm|seti|acct)_\\w+|eyJ?[\\w-]{20,}|WyJ[\\w-]{20,}|\"(created|totalCount)\":\\d+");

    private Fresh() {}

    /** Without the words that were made for the request alone. */
    static String wordsHidden(String answer) {
        return WORD.matcher(answer).replaceAll("<fresh>");
    }

    /** And without ids, in the order in which they appear, and times. */
    static String hidden(String answer) {
        Map<String, String> names = new HashMap<>();
        String named = ID.matcher(wordsHidden(answer))
                .replaceAll(id -> names.computeIfAbsent(id.group(), unseen -> "<id " + names.size() + ">"));
        return OTHER.matcher(named).replaceAll("<new>");
    }
}
