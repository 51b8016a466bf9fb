package dev.signalbox.process;

import static dev.signalbox.process.BadProcess.Editor.SEES_IT;
import static dev.signalbox.process.BadProcess.Editor.SEES_NOTHING;

import java.util.List;

/**
 * A {@code process.yaml} with one fault, made from {@link #GOOD} by putting one text for another.
 *
 * @param line where the fault is told, from 1
 * @param fault what is told
 * @param editor whether the JSON Schema knows of it, as it cannot of names that are not declared
 */
record BadProcess(String instead, String written, int line, String fault, Editor editor) {

    enum Editor {
        SEES_IT,
        SEES_NOTHING
    }

    static final String GOOD = """
            # A process with everything in it
            process: tickets
            title: Tickets
            owner: { name: Support, contact: support@example.org }
            item: Ticket
            key: [number]
            csv:
              columns: { number: Ticket No }
              dates: [d-MMM-yy, M/d/yyyy]
              nulls: ["", "-"]
            queues:
              desk:
                title: The desk
                due: 8h
                escalate: lead
              lead: { title: The lead, due: 1d12h, escalate: head, lease: 1h }
              head: { title: The head, due: 2d }
            routes:
              full: [look-up, carry-out]
              partial: [review: desk, carry-out]
              manual:
                - review: lead
                - carry-out
            quarantine: desk
            fallback: lead
            outcomes:
              ANSWER: [tell]
              NO: []
            steps:
              look-up: { http: "https://example.org/look-up", on-failure: desk }
              tell: { http: "http://localhost:8081/tell", attempts: 3, on-failure: lead, timeout: 30s }
            reference:
              sites: { type: Site, key: { code: site } }
            """;

    private static final String LIMIT = "a number such as 1250.50, a date such as 2025-12-31, or text in quotes";

    static final List<BadProcess> ALL = List.of(
            bad("title: Tickets", "titel: Tickets", 3, "but found 'titel'; did you mean 'title'?"),
            bad("title: Tickets\n", "", 2, "Expected 'title', but it is missing"),
            bad("title: Tickets", "title: 2024", 3, "Expected 'title' to be text, but it was '2024'; put it in quotes"),
            bad("title: Tickets", "title: true", 3, "Expected 'title' to be text, but it was 'true'; put it in quotes"),
            bad("title: Tickets", "title: \" \"", 3, "Expected 'title' to be filled, but it was ' '"),
            bad("title: Tickets", "title:", 3, "Expected 'title' to be text, but it was empty"),
            bad("title: Tickets", "title: [a, b]", 3, "Expected 'title' to be text, but it was a list"),
            bad(
                    "title: Tickets",
                    "colour: red\ntitle: Tickets",
                    3,
                    "Expected one of process, title, owner, item, key, csv, time-zone, queues, routes, quarantine, fallback, outcomes, steps, reference, may-be-missing, limits, values, but found 'colour'"),
            unseen(
                    "process: tickets",
                    "process: ticket",
                    2,
                    "Expected 'process' to be 'tickets', as its folder, but it was 'ticket'"),
            bad(
                    "process: tickets",
                    "process: My Tickets",
                    2,
                    "Expected 'process' to be lower-case letters, digits and hyphens, starting with a letter, but it was 'My Tickets'"),
            bad(
                    "owner: { name: Support, contact: support@example.org }\n",
                    "",
                    2,
                    "Expected 'owner', but it is missing"),
            bad(", contact: support@example.org", "", 4, "Expected 'owner.contact', but it is missing"),
            bad(
                    "owner: { name: Support, contact: support@example.org }",
                    "owner: Support",
                    4,
                    "Expected 'owner' to be a mapping of keys to values, but it was 'Support'"),
            bad(
                    "item: Ticket",
                    "item: a \"Ticket\"",
                    5,
                    "Expected 'item' to be the name of a type: letters, digits and underscores, but it was 'a \"Ticket\"'"),
            bad("key: [number]", "key: number", 6, "Expected 'key' to be a list, but it was 'number'; write [number]"),
            bad(
                    "key: [number]",
                    "key: number, title",
                    6,
                    "Expected 'key' to be a list, but it was 'number, title'; write [number, title]"),
            bad(
                    "title: Tickets",
                    "title: #1 desk",
                    3,
                    "but it was empty; a # begins a remark: put a text with one in quotes"),
            bad(
                    "{ title: The head, due: 2d }",
                    "{ title: The head, due:2d }",
                    17,
                    "Expected a blank after the colon, but there is none; write due: 2d"),
            bad(
                    "[review: desk, carry-out]",
                    "[review:desk, carry-out]",
                    20,
                    "Expected review, a colon, a blank and a queue in 'routes.partial', but found 'review:desk'; write"
                            + " review: desk"),
            bad(
                    "[review: desk, carry-out]",
                    "[review desk, carry-out]",
                    20,
                    "Expected review, a colon, a blank and a queue in 'routes.partial', but found 'review desk'; write"
                            + " review: desk"),
            bad("  NO: []", "  NO: none", 28, "Expected 'outcomes.NO' to be a list, but it was 'none'; write []"),
            bad("  NO: []", "  NO:", 28, "Expected 'outcomes.NO' to be a list, but it was empty; write []"),
            bad(
                    "outcomes:\n  ANSWER: [tell]\n  NO: []",
                    "outcomes: [ANSWER, NO]",
                    26,
                    "Expected 'outcomes' to be a mapping of keys to values, but it was a list; write { ANSWER: [], NO: [] }"),
            bad("key: [number]", "key: [number, \"\"]", 6, "Expected 'key[1]' to be filled, but it was ''"),
            bad("key: [number]", "key: { fields: [\"\"] }", 6, "Expected 'key.fields[0]' to be filled, but it was ''"),
            bad("key: [number]", "key: { normalise: [nfc] }", 6, "Expected 'key.fields', but it is missing"),
            bad(
                    "key: [number]",
                    "key: { fields: [number], normalise: [lower] }",
                    6,
                    "Expected 'key.normalise[0]' to be trim, nfc or case, but it was 'lower'"),
            bad(
                    "key: [number]",
                    "key: { fields: [number], normalize: [trim] }",
                    6,
                    "Expected one of fields, normalise in 'key', but found 'normalize'; did you mean 'normalise'?"),
            bad(
                    "{ number: Ticket No }",
                    "{ number: }",
                    8,
                    "Expected 'csv.columns.number' to be text, but it was empty"),
            bad(
                    "{ number: Ticket No }",
                    "{ number: \"\" }",
                    8,
                    "Expected 'csv.columns.number' to be filled, but it was ''"),
            unseen(
                    "[d-MMM-yy, M/d/yyyy]",
                    "[d-MMM-yy, bar]",
                    9,
                    "Expected 'csv.dates[1]' to be a pattern of dates such as d-MMM-yy, but it was 'bar': Unknown pattern letter: b"),
            csv(
                    "separator: semicolon",
                    "Expected 'csv.separator' to be one of \",\" \";\" \"|\" tab, but it was 'semicolon'"),
            csv("decimal: \",\"", "Expected 'csv.decimal' to be point or comma, but it was ','"),
            csv("skip: -1", "Expected 'csv.skip' to be 0 to 1000, but it was '-1'"),
            csv("skip: two", "Expected 'csv.skip' to be a whole number, but it was 'two'"),
            csv("headings: Betrag", "Expected 'csv.headings' to be a list, but it was 'Betrag'; write [Betrag]"),
            csv("seperator: tab", "but found 'seperator'; did you mean 'separator'?"),
            csv("group: { by: [], into: lines }", "Expected 'csv.group.by' to be filled, but it was an empty list"),
            csv("group: { by: [number] }", "Expected 'csv.group.into', but it is missing"),
            csv("group: number", "Expected 'csv.group' to be a mapping of keys to values, but it was 'number'"),
            unseen(
                    "{ number: Ticket No }",
                    "{ lines.sku: Sku }",
                    8,
                    "Expected a field of the item in 'csv.columns', but 'lines.sku' lies deeper, where only csv: { group: … } leads"),
            unseenCsv(
                    "headings: [Ticket No, day, day]",
                    "Expected 'day' once in 'csv.headings', but it is written again"),
            unseenCsv(
                    "encoding: windows-1253x",
                    "Expected 'csv.encoding' to be the name of a character set such as UTF-8 or windows-1252, but it was 'windows-1253x'; did you mean 'windows-1253'?"),
            unseen(
                    "{ number: Ticket No }",
                    "{ number: Ticket No }\n  headings: [Ticket Nr, day]",
                    8,
                    "Expected 'csv.columns.number' to be one of 'csv.headings', but it was 'Ticket No'; did you mean 'Ticket Nr'?"),
            zone("Auckland", "; did you mean 'Pacific/Auckland'?"),
            zone("Pacific/Aukland", "; did you mean 'Pacific/Auckland'?"),
            zone("new york", "; did you mean 'America/New_York'?"),
            zone("europe/berlin", "; did you mean 'Europe/Berlin'?"),
            zone("nowhere at all", ""),
            bad("nulls:", "null:", 10, "but found 'null'; did you mean 'nulls'?"),
            bad(
                    "due: 8h",
                    "due: 8 hours",
                    14,
                    "Expected 'queues.desk.due' to be a time such as 30m, 8h or 1d12h, but it was '8 hours'"),
            bad(
                    "due: 8h",
                    "due: 8",
                    14,
                    "Expected 'queues.desk.due' to be a time such as 30m, 8h or 1d12h, but it was '8'"),
            bad("due: 8h", "due: 0h", 14, "Expected 'queues.desk.due' to be longer than nothing, but it was '0h'"),
            bad("    due: 8h\n", "", 12, "Expected 'queues.desk.due', but it is missing"),
            due("{ default: 8h }", "Expected 'queues.desk.due.by', but it is missing"),
            due("{ by: { field: kind, a: 1h } }", "Expected 'queues.desk.due.default', but it is missing"),
            due("{ default: 8h, by: { a: 1h } }", "Expected 'queues.desk.due.by.field', but it is missing"),
            due(
                    "{ default: 8h, by: kind }",
                    "Expected 'queues.desk.due.by' to be a mapping of keys to values, but it was 'kind'"),
            due(
                    "{ default: 0h, by: { field: kind, a: 1h } }",
                    "Expected 'queues.desk.due.default' to be longer than nothing, but it was '0h'"),
            due(
                    "{ default: 8h, by: { field: kind, a: soon } }",
                    "Expected 'queues.desk.due.by.a' to be a time such as 30m, 8h or 1d12h, but it was 'soon'"),
            due(
                    "{ default: 8h, bye: { field: kind, a: 1h } }",
                    "Expected one of default, by in 'queues.desk.due', but found 'bye'; did you mean 'by'?"),
            bad(
                    "lease: 1h",
                    "lease: 0m",
                    16,
                    "Expected 'queues.lead.lease' to be longer than nothing, but it was '0m'"),
            bad(
                    "lease: 1h",
                    "leese: 1h",
                    16,
                    "Expected one of title, due, escalate, lease in 'queues.lead', but found 'leese'; did you mean 'lease'?"),
            bad(
                    "  head: {",
                    "  Head Office: { title: x, due: 1d }\n  head: {",
                    17,
                    "Expected a name in 'queues' to be lower-case letters, digits and hyphens, starting with a letter, but it was 'Head Office'"),
            unseen(
                    "escalate: lead",
                    "escalate: leed",
                    15,
                    "Expected 'queues.desk.escalate' to be a declared queue (desk, lead, head), but it was 'leed'; did you mean 'lead'?"),
            unseen(
                    "{ title: The head, due: 2d }",
                    "{ title: The head, due: 2d, escalate: desk }",
                    15,
                    "Expected escalations to end, but they go round: desk → lead → head → desk"),
            unseen(
                    "{ title: The head, due: 2d }",
                    "{ title: The head, due: 2d, escalate: head }",
                    17,
                    "Expected escalations to end, but they go round: head → head"),
            unseen(
                    "full: [look-up, carry-out]",
                    "full: [carry-out, look-up]",
                    19,
                    "Expected carry-out once, at the end of 'routes.full', but it is here too"),
            bad(
                    "full: [look-up, carry-out]",
                    "full: [look-up]",
                    19,
                    "Expected 'routes.full' to end with carry-out, but it ends otherwise"),
            bad(
                    "full: [look-up, carry-out]",
                    "full: [carry-out, carry-out]",
                    19,
                    "Expected carry-out once, at the end of 'routes.full', but it is here too"),
            bad(
                    "full: [look-up, carry-out]",
                    "full: []",
                    19,
                    "Expected 'routes.full' to be filled, but it was an empty list; write [carry-out]"),
            bad(
                    "full: [look-up, carry-out]",
                    "full: [review: desk, carry-out]",
                    19,
                    "Expected no review in 'routes.full', but here is one"),
            bad(
                    "full: [look-up, carry-out]",
                    "full: [[carry-out]]",
                    19,
                    "Expected 'routes.full[0]' to be a mapping of keys to values, but it was a list"),
            unseen(
                    "full: [look-up, carry-out]",
                    "full: [lookup, carry-out]",
                    19,
                    "Expected 'routes.full[0]' to be a declared step (look-up, tell), but it was 'lookup'; did you mean 'look-up'?"),
            bad(
                    "[review: desk, carry-out]",
                    "[carry-out]",
                    20,
                    "Expected a review in 'routes.partial', but nobody sees the item"),
            bad(
                    "[review: desk, carry-out]",
                    "[review, carry-out]",
                    20,
                    "Expected 'review: ' and a queue in 'routes.partial', but no queue is named"),
            bad(
                    "[review: desk, carry-out]",
                    "[reviw: desk, carry-out]",
                    20,
                    "Expected carry-out, review: and a queue, or the name of a step in 'routes.partial', but found 'reviw'"),
            unseen(
                    "- review: lead",
                    "- review: boss",
                    22,
                    "Expected 'routes.manual[0].review' to be a declared queue (desk, lead, head), but it was 'boss'"),
            bad("  partial: [review: desk, carry-out]\n", "", 18, "Expected 'routes.partial', but it is missing"),
            unseen(
                    "quarantine: desk",
                    "quarantine: dsk",
                    24,
                    "Expected 'quarantine' to be a declared queue (desk, lead, head), but it was 'dsk'; did you mean 'desk'?"),
            unseen(
                    "fallback: lead",
                    "fallback: nowhere",
                    25,
                    "Expected 'fallback' to be a declared queue (desk, lead, head), but it was 'nowhere'"),
            unseen(
                    "ANSWER: [tell]",
                    "ANSWER: [tel]",
                    27,
                    "Expected 'outcomes.ANSWER[0]' to be a declared step (look-up, tell), but it was 'tel'; did you mean 'tell'?"),
            bad(
                    "ANSWER: [tell]",
                    "\"the answer\": [tell]",
                    27,
                    "Expected a name in 'outcomes' to be letters, digits, hyphens and underscores, starting with a letter, but it was 'the answer'"),
            bad(
                    "ANSWER: [tell]",
                    "ANSWER: tell",
                    27,
                    "Expected 'outcomes.ANSWER' to be a list, but it was 'tell'; write [tell]"),
            bad(
                    "  ANSWER: [tell]\n  NO: []",
                    "  {}",
                    26,
                    "Expected 'outcomes' to be filled, but it was empty; write such as { DONE: [] }"),
            bad(
                    "https://example.org/look-up",
                    "ftp://example.org/look-up",
                    30,
                    "Expected 'steps.look-up.http' to be an http or https address, but it was 'ftp://example.org/look-up'; begin it with http:// or https://"),
            bad(
                    "https://example.org/look-up",
                    "/look-up",
                    30,
                    "Expected 'steps.look-up.http' to be an http or https address, but it was '/look-up'; begin it with http:// or https://"),
            bad(
                    "https://example.org/look-up",
                    "https:///look-up",
                    30,
                    "Expected 'steps.look-up.http' to be an http or https address, but it was 'https:///look-up', which names no host"),
            bad(
                    "https://example.org/look-up",
                    "https://ann:secret@example.org:99999/look-up",
                    30,
                    "Expected 'steps.look-up.http' to be an http or https address, but its port is '99999'; ports are 1 to 65535"),
            bad(
                    "https://example.org/look-up",
                    "https://my_host/look-up",
                    30,
                    "but its host is 'my_host', and names of hosts have no underscore; give the machine another name, such as 'my-host'"),
            bad(
                    "https://example.org/look-up",
                    "https://example.org/look up",
                    30,
                    "but there is a blank or an invisible sign at its character 25; write it as %20, or take it out"),
            bad(
                    "timeout: 30s",
                    "patience: 0s",
                    31,
                    "Expected 'steps.tell.patience' to be longer than nothing, but it was '0s'"),
            unseen(
                    "on-failure: desk",
                    "on-failure: desks",
                    30,
                    "Expected 'steps.look-up.on-failure' to be a declared queue (desk, lead, head), but it was 'desks'; did you mean 'desk'?"),
            bad(", on-failure: desk", "", 30, "Expected 'steps.look-up.on-failure', but it is missing"),
            bad(
                    "on-failure: desk",
                    "onFailure: desk",
                    30,
                    "Expected one of http, attempts, on-failure, timeout, patience in 'steps.look-up', but found 'onFailure'; did you mean 'on-failure'?"),
            bad(
                    "attempts: 3",
                    "attempts: many",
                    31,
                    "Expected 'steps.tell.attempts' to be a whole number, but it was 'many'"),
            bad(
                    "attempts: 3",
                    "attempts: 3.5",
                    31,
                    "Expected 'steps.tell.attempts' to be a whole number, but it was '3.5'"),
            bad(
                    "attempts: 3",
                    "attempts: \"3\"",
                    31,
                    "Expected 'steps.tell.attempts' to be a whole number, but it was '3'"),
            bad("attempts: 3", "attempts: 0", 31, "Expected 'steps.tell.attempts' to be 1 to 100, but it was '0'"),
            bad("attempts: 3", "attempts: 101", 31, "Expected 'steps.tell.attempts' to be 1 to 100, but it was '101'"),
            bad(
                    "attempts: 3",
                    "attempts: 99999999999999999999",
                    31,
                    "Expected 'steps.tell.attempts' to be a whole number, but it was '99999999999999999999'"),
            bad(
                    "timeout: 30s",
                    "timeout: 0s",
                    31,
                    "Expected 'steps.tell.timeout' to be longer than nothing, but it was '0s'"),
            bad(
                    "  tell: {",
                    "  review: { http: \"http://localhost\", on-failure: desk }\n  tell: {",
                    31,
                    "Expected a step of another name, but 'review' is kept for the stages of routes"),
            unseen("  sites: {", "  towns: {", 33, "Expected the file reference/towns.csv, but there is none"),
            bad("key: { code: site }", "key: {}", 33, "Expected 'reference.sites.key' to be filled, but it was empty"),
            table("{ type: Site }", "Expected 'reference.sites.key' to be filled, but it is missing"),
            table(
                    "{ type: Site, begins: { code: site, kode: town } }",
                    "Expected one column in 'reference.sites.begins', but there are 2"),
            unseenTable(
                    "{ type: Site, begins: { code: site }, from: { low: size } }",
                    "Expected begins or from in 'reference.sites', but both are there"),
            unseenTable(
                    "{ type: Site, from: { low: size }, to: { high: sise } }",
                    "Expected from and to of one field in 'reference.sites', but they are not"),
            table(
                    "{ type: Site, to: { high: size } }",
                    "Expected from and to of one field in 'reference.sites', but they are not"),
            bad(
                    "type: Site",
                    "type: Si-te",
                    33,
                    "Expected 'reference.sites.type' to be the name of a type: letters, digits and underscores, but it was 'Si-te'"),
            limit(
                    "Small: 5",
                    "Expected a name in 'limits' to be letters, digits and underscores, starting with a small letter, but it was 'Small'"),
            limit("small: [5]", "Expected 'limits.small' to be " + LIMIT + ", but it was a list"),
            limit(
                    "small: { a: 5 }",
                    "Expected 'limits.small' to be " + LIMIT + ", but it was a mapping of keys to values"),
            limit("small:", "Expected 'limits.small' to be " + LIMIT + ", but it was empty"),
            limit("small: true", "Expected 'limits.small' to be " + LIMIT + ", but it was 'true'"),
            limit("small: 'a\"b'", "Expected 'limits.small' to be " + LIMIT + ", but it was 'a\"b'"),
            unseenLimit("small: 1,000"),
            unseenLimit("small: 007"),
            unseenLimit("small: 1e3"),
            unseenLimit("small: 1_000"),
            unseenLimit("small: 5 %"),
            unseenLimit("small: 1.1.2025"),
            unseenLimit("small: 2025-02-30"),
            bad("queues:\n", "queue:\n", 11, "but found 'queue'; did you mean 'queues'?"),
            bad(GOOD, "- a list\n", 1, "Expected the file to be a mapping of keys to values, but it was a list"));

    private static BadProcess bad(String instead, String written, int line, String fault) {
        return new BadProcess(instead, written, line, fault, SEES_IT);
    }

    private static BadProcess unseen(String instead, String written, int line, String fault) {
        return new BadProcess(instead, written, line, fault, SEES_NOTHING);
    }

    private static BadProcess limit(String limit, String fault) {
        return bad("reference:\n", "limits:\n  " + limit + "\nreference:\n", 33, fault);
    }

    private static BadProcess unseenLimit(String limit) {
        String fault = "Expected 'limits.small' to be " + LIMIT + ", but it was '" + limit.substring(7) + "'";
        return unseen("reference:\n", "limits:\n  " + limit + "\nreference:\n", 33, fault);
    }

    private static BadProcess table(String table, String fault) {
        return bad("{ type: Site, key: { code: site } }", table, 33, fault);
    }

    private static BadProcess unseenTable(String table, String fault) {
        return unseen("{ type: Site, key: { code: site } }", table, 33, fault);
    }

    private static BadProcess due(String due, String fault) {
        return bad("due: 8h", "due: " + due, 14, fault);
    }

    private static BadProcess zone(String zone, String help) {
        return unseen(
                "queues:\n",
                "time-zone: " + zone + "\nqueues:\n",
                11,
                "Expected 'time-zone' to be a time zone such as Europe/Berlin, but it was '" + zone + "'" + help);
    }

    private static BadProcess csv(String option, String fault) {
        return bad("  dates: [", "  " + option + "\n  dates: [", 9, fault);
    }

    private static BadProcess unseenCsv(String option, String fault) {
        return unseen("  dates: [", "  " + option + "\n  dates: [", 9, fault);
    }

    String yaml() {
        return GOOD.replace(instead, written);
    }

    @Override
    public String toString() {
        return written.isBlank()
                ? "without " + instead.strip()
                : written.strip().lines().findFirst().orElse("");
    }
}
