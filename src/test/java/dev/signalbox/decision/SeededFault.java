package dev.signalbox.decision;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A pack with one fault.
 *
 * @param drl the rules, with a {@code «} just before what is faulty
 * @param rule the rule that is named, or null
 * @param text the whole of what is told
 */
record SeededFault(String drl, @Nullable String rule, String text) {
    private static final String RULE = "Seeded";
    private static final String TYPES = """
            declare Line
                amount  : BigDecimal
                taxRate : Integer
            end

            declare Claim
                number : String @NotBlank
                amount : BigDecimal
                day    : LocalDate
                count  : Integer
                open   : Boolean
                type   : String
                lines  : List<Line> @Valid
            end

            function BigDecimal twice(BigDecimal amount) {
                return amount.add(amount);
            }

            """;

    static final List<SeededFault> ALL = List.of(
            // names in conditions
            when("Claim( «amuont <= 100 )", "Claim has no field 'amuont'; did you mean 'amount'?"),
            when("Claim( type == \"a\", «tpye == \"b\" )", "Claim has no field 'tpye'; did you mean 'type'?"),
            when(
                    "$c : Claim()\n    Line( «colour != null ) from $c.lines",
                    "Line has no field 'colour'; its fields are amount, taxRate"),
            when("«Clam( amount <= 100 )", "no type 'Clam' is declared; did you mean 'Claim'?"),
            when("not «Clam()", "no type 'Clam' is declared; did you mean 'Claim'?"),
            when("Claim( type.«lenght() > 3 )", "text has no method 'lenght'; did you mean 'length'?"),
            when("Claim( «twise( amount ) > 3 )", "there is no function 'twise'; did you mean 'twice'?"),
            when(
                    "Claim( lines.«amount > 3 )",
                    "lines is a list and has no field 'amount'; look at each of them: $x : … from lines"),
            when(
                    "Claim( $net : amount )\n    Claim( amount > «$nett )",
                    "no condition of the rule binds '$nett'; did you mean '$net'?"),
            when("Claim()\n    Line() from «$lines", "no condition of the rule binds '$lines'"),
            when("eval( «exceeds() )", "there is no function 'exceeds'"),
            when(
                    "accumulate( Claim( $a : amount ); $s : sum( «$aa ) )",
                    "no condition of the rule binds '$aa'; did you mean '$a'?"),
            when("Claim( day.«plusYear(2) < day )", "a date has no method 'plusYear'; did you mean 'plusYears'?"),
            when("Claim( type.«substring() == \"x\" )", "substring takes 1 or 2 values, but was given 0"),
            // kinds of value
            when("Claim( amount <= «\"many\" )", "amount is a decimal number, but \"many\" is text"),
            when("Claim( count == «\"three\" )", "count is a whole number, but \"three\" is text"),
            when("Claim( open == «\"yes\" )", "open is true or false, but \"yes\" is text; write true or false"),
            when("Claim( day > «5 )", "day is a date, but 5 is a number"),
            when(
                    "Claim( «type > 5 )",
                    "type is text, and text has no size: \"10\" would come before \"9\";"
                            + " declare it as Integer or BigDecimal, or compare it with =="),
            when(
                    "Claim( day > «\"2024-13-45\" )",
                    "day is a date, but \"2024-13-45\" is none; write dates as \"2024-12-31\""),
            when(
                    "Claim( day > «\"31.12.2024\" )",
                    "day is a date, but \"31.12.2024\" is none; write dates as \"2024-12-31\""),
            when("Claim( amount > 5 && < «\"ten\" )", "amount is a decimal number, but \"ten\" is text"),
            when("Claim( «amount matches \"1.*\" )", "matches compares text, but amount is a decimal number"),
            when("Claim( «lines == 3 )", "lines is a list, which is never equal to one value; write lines contains 3"),
            when(
                    "Claim( amount.setScale( 2, «RoundingMode.UP ) > 3 )",
                    "there is no import of 'RoundingMode'; write import java.math.RoundingMode at the top of the file"),
            rules(
                    moments("at > «\"2020-01-01T10:00:00\""),
                    RULE,
                    "at is a date and time, but \"2020-01-01T10:00:00\" is text; write"
                            + " LocalDateTime.parse(\"2020-01-01T10:00:00\")"),
            rules(
                    moments("moment > «\"2020-01-01T10:00:00Z\""),
                    RULE,
                    "moment is a date and time, but \"2020-01-01T10:00:00Z\" is text; write"
                            + " Instant.parse(\"2020-01-01T10:00:00Z\")"),
            rules(
                    moments("moment == «\"2020-01-01\""),
                    RULE,
                    "moment is a date and time, but \"2020-01-01\" is text; write"
                            + " Instant.parse(\"2020-01-01T00:00:00Z\")"),
            rules(
                    moments("moment <= «\"yesterday\""),
                    RULE,
                    "moment is a date and time, but \"yesterday\" is text; write"
                            + " Instant.parse(\"2024-12-31T23:59:00Z\")"),
            when("Claim( type matches \".*«\\bbook\" )", "a backslash stands alone: \\b; write \\\\b"),
            when("Claim( type matches \"«\\d+\" )", "a backslash stands alone: \\d; write \\\\d"),
            when(
                    "Claim( type matches «\"(book\" )",
                    "the pattern cannot be read: unclosed group; write \\\\( for a bracket that is meant as such"),
            when(
                    "Claim( type == «'the \"big\" one' )",
                    "Expected double quotes around a text that has one in it, but it stands in single quotes; write"
                            + " \"the \\\"big\\\" one\""),
            // syntax
            when("Claim( amount «= 3 )", "there is no comparison '='; did you mean '=='?"),
            when("Claim( amount «=> 3 )", "there is no comparison '=>'; did you mean '>='?"),
            when("Claim( type «=== \"x\" )", "there is no comparison '==='; did you mean '=='?"),
            when("Claim( amount > 3« ", "a bracket is not closed before 'then'; write )"),
            when(
                    "Claim( type == \"x\" «and amount > 3 )",
                    "'and' joins patterns, not what stands between brackets; write && or a comma"),
            when("Claim( type == «\"x )", "a text that begins here does not end on its line; write \" after it"),
            when("Claim()«,\n    Line()", "there is no comma between patterns; take it out"),
            when("Claim( amount > 3 && «)", "something is missing before ')'"),
            // what people write who know spreadsheets, SQL or typography
            when("Claim( amount <= «50,00 )", "a comma parts conditions, but here it stands in a number; write 50.00"),
            when(
                    "Claim( amount <= «1.234,50 )",
                    "a comma parts conditions, but here it stands in a number; write 1234.50"),
            when("Claim( amount <= «1,234 )", "a comma parts conditions, but here it stands in a number; write 1234"),
            when(
                    "Claim( amount <= «1,234.50 )",
                    "a comma parts conditions, but here it stands in a number; write 1234.50"),
            when("Claim( amount <= «1 234.50 )", "a number has nothing between its thousands; write 1234.50"),
            when("Claim( amount <= 1«'234 )", "a number has nothing between its thousands; take the ' out"),
            when("Claim( amount <= «50% )", "a number has no % behind it; write 0.5 for 50 %"),
            when("Claim( amount <= «5 % )", "a number has no % behind it; write 0.05 for 5 %"),
            when("Claim( amount <= «$50 )", "an amount has no currency; write 50"),
            when("Claim( amount <= «€50 )", "an amount has no currency; write 50"),
            when("Claim( amount <= «50€ )", "an amount has no currency; write 50"),
            when("Claim( amount <= «50 EUR )", "an amount has no currency; write 50"),
            when(
                    "Claim( amount <=«\u00a050 )",
                    "Expected plain spaces, but here is one that does not break (U+00A0); write a plain space"),
            when(
                    "Claim( amount <= 1«\u202f234 )",
                    "Expected plain spaces, but here is one that does not break (U+202F); write a plain space"),
            when("Claim( type == «“book” )", "a text stands between straight quotes, but here is “; write \""),
            when("Claim( type == «„book“ )", "a text stands between straight quotes, but here is „; write \""),
            then("route.manual(«“x”);", "a text stands between straight quotes, but here is “; write \""),
            rules(
                    "rule «“Seeded”\nwhen\n    Claim()\nthen\n    route.manual(\"x\");\nend\n",
                    null,
                    "a text stands between straight quotes, but here is “; write \""),
            when("Claim( type == «book )", "Claim has no field 'book'; a text stands between quotes: write \"book\""),
            when(
                    "Claim( type in ( \"a\", «book ) )",
                    "Claim has no field 'book'; a text stands between quotes: write \"book\""),
            when("Claim( type == «Personal Injury )", "a text stands between quotes; write \"Personal Injury\""),
            when("Claim( type in ( \"a\"« \"b\" ) )", "a comma is missing between the values after in; write it"),
            when(
                    "Claim( type «in [ \"a\", \"b\" ] )",
                    "the values after in stand between round brackets; write in ( \"a\", \"b\" )"),
            when(
                    "Claim( type «in \"a\", \"b\" )",
                    "the values after in stand between round brackets; write in ( \"a\", \"b\" )"),
            when(
                    "Claim( amount «between 1 and 5 )",
                    "there is no comparison 'between'; write amount >= 1, amount <= 5"),
            when(
                    "Claim( amount «not between 1 and 5 )",
                    "there is no comparison 'between'; write amount < 1 || amount > 5"),
            when("Claim( type «is empty )", "there is no comparison 'is'; write type == null"),
            when("Claim( type «is not null )", "there is no comparison 'is not'; write type != null"),
            when("Claim( type «is \"a\" )", "there is no comparison 'is'; write type == \"a\""),
            when("Claim( type «is not \"a\" )", "there is no comparison 'is not'; write type != \"a\""),
            when("Claim( amount «greater than 5 )", "there is no comparison 'greater than'; write amount > 5"),
            when("Claim( amount «is less than 5 )", "there is no comparison 'less than'; write amount < 5"),
            when("Claim( type «like \"a%\" )", "there is no comparison 'like'; write type matches \"a.*\""),
            when(
                    "Claim( type «startsWith \"a\" )",
                    "there is no comparison 'startsWith'; write type.startsWith(\"a\")"),
            when("Claim( type «<> \"a\" )", "there is no comparison '<>'; write !="),
            when("Claim( amount «≥ 5 )", "there is no comparison '≥'; write >="),
            when("Claim( amount > «−5 )", "a minus is the sign on the keyboard, but here is −; write -"),
            when("Claim( amount > 5 «AND type == \"a\" )", "there is no word AND; write && or a comma"),
            when("Claim( amount > 5 «OR type == \"a\" )", "there is no word OR; write ||"),
            when("Claim( type == \"a\" «… )", "three dots say nothing in a rule; take them out"),
            then("route.manual(\"x\")«…;", "three dots say nothing in a rule; take them out"),
            when("«# a remark\n    Claim( amount > 5 )", "a comment does not begin with #; write //"),
            when("Claim( amount > 5 ) «# a remark", "a comment does not begin with #; write //"),
            then("route.manual(\"x\"); «# a remark", "a comment does not begin with #; write //"),
            when(
                    "Claim( type matches «\"*book*\" )",
                    "the pattern cannot be read: dangling meta character '*'; write .*book.*, where .* is any letters"),
            when(
                    "Claim( type matches «\"(book\" )",
                    "the pattern cannot be read: unclosed group; write \\\\( for a bracket that is meant as such"),
            when(
                    "Claim( «amount )",
                    "amount is a decimal number, which is no condition; compare it, as in amount != null"),
            when("Claim( «5 )", "5 is a number, which is no condition; compare a field with it, as in amount == 5"),
            rules("""
                    rule "Seeded"
                    when
                        Claim()
                    then
                        route.manual("x");«

                    rule "Next"
                    when
                        Claim()
                    then
                        route.manual("y");
                    end
                    """, RULE, "the rule does not end; write end after its last line"),
            rules(
                    "declare Other\n    a : String«\n\nrule \"Next\"\nwhen\n    Claim()\nthen\nend\n",
                    null,
                    "the type does not end; write end after its last line"),
            rules(
                    "rule \"Seeded\"\n«wehn\n    Claim()\nthen\nend\n",
                    RULE,
                    "Expected something else than 'wehn' here; did you mean 'when'?"),
            rules(
                    "rule \"Seeded\"\nwhen\n    Claim()\n    route.manual(\"x\");\n«end\n",
                    RULE,
                    "the rule ends without saying what it does; write then before its verbs"),
            rules(
                    "rule \"Seeded\"\nwhen\n    Claim()\nthen\n    route.manual(\"x\");«\n",
                    RULE,
                    "the file ends in the middle of the rule; write end after the last line of the rule"),
            rules(
                    "rule Seeded «faults\nwhen\n    Claim()\nthen\nend\n",
                    RULE,
                    "a rule's name of several words stands in quotes; write \"Seeded faults …\""),
            // verbs
            then(
                    "int day = «24 * 60 * 60 * 100000; route.manual(\"\" + day);",
                    "24 * 60 * 60 * 100000 is 8640000000, which is too large for Java's whole numbers;"
                            + " write 24 * 60 * 60 * 100000L"),
            then("route.«ful(\"PAY\", \"x\");", "there is no verb route.ful; did you mean 'full'?"),
            then("route.full(«\"PYA\", \"x\");", "process.yaml declares no outcome 'PYA'; did you mean 'PAY'?"),
            then(
                    "route.partial(\"x\").suggest(«\"DENNY\");",
                    "process.yaml declares no outcome 'DENNY'; did you mean 'DENY'?"),
            then(
                    "route.manual(\"x\")\n        .to(«\"senior\");",
                    "process.yaml declares no queue 'senior'; did you mean 'seniors'?"),
            then("route.problem(«\"dya\", \"is late\");", "Claim has no field 'dya'; did you mean 'day'?"),
            then(
                    "route.problem(«\"lines[0].amonut\", \"is odd\");",
                    "Line has no field 'amonut'; did you mean 'amount'?"),
            then("route.set(«\"tpye\", \"x\");", "Claim has no field 'tpye'; did you mean 'type'?"),
            then("route.«full(\"PAY\");", "full takes 2 values, but was given 1; write full(outcome, reason)"),
            then(
                    "route.full(\"PAY\", \"x\").«to(\"clerks\");",
                    "nothing can follow full, but .to does; only partial and manual take .to"),
            then("route.manual(\"x\").«tto(\"clerks\");", ".tto cannot follow route.manual; did you mean 'to'?"),
            then("route.priority(«200);", "priority takes a whole number from 0 to 100, but was given 200"),
            then("route.priority(«\"high\");", "priority takes a whole number from 0 to 100, but \"high\" is text"),
            then("route.manual(«5);", "manual takes text as reason, but was given 5"),
            // the rest of what a rule does
            then("«rout.full(\"PAY\", \"x\");", "there is nothing named 'rout'; did you mean 'route'?"),
            then("route.full(\"PAY\", \"x\")«", "the statement does not end; write ; after it"),
            then("route.full(\"PAY\", «reason);", "there is nothing named 'reason'"),
            then(
                    "// a comment\n    route.manual(\"more than \"\n        + «$amuont);",
                    "there is nothing named '$amuont'; did you mean '$amount'?"),
            then("«undefined();", "there is no function 'undefined'"),
            then("if ($amount != null) { route.manual(\"x\");«\n", "a brace { is not closed; write }"),
            then("int n = «\"a\";\n    route.manual(\"x\");", "Expected int, but it is String"),
            when("Claim( «amount++ > 3 )", "a condition changes nothing, but here is ++; write amount + 1"),
            when("Claim( «--count > 3 )", "a condition changes nothing, but here is --; write count - 1"),
            when("Claim( ( «count = 3 ) != null )", "there is no comparison '='; did you mean '=='?"),
            when("Claim( ( «amount > 3 ? 1 : 2 ) == 1 )", "a condition has no ? and :; write two rules, or a function"),
            when("Claim( «this[\"amount\"] > 3 )", "the item is no list; write the field's name"),
            when(
                    "Claim( lines.stream().anyMatch( «l -> l.getAmount() != null ) )",
                    "conditions have no ->; look at each with from, or write a function"),
            when(
                    "Claim( type «memberOf ( \"a\", \"b\" ) )",
                    "memberOf looks into a list, not at values between brackets; write type in ( \"a\", \"b\" )"),
            when("Claim( day > «2024-12-31 )", "day is a date, but 2024-12-31 is a subtraction; write \"2024-12-31\""),
            when(
                    "Claim( $a : amount )\n    Claim( «$a : count )",
                    "the variable '$a' is bound twice: to a decimal number, and to a whole number; give one of them another"
                            + " name"),
            when(
                    "accumulate( Claim( $a : amount ); $s : «summ( $a ) )",
                    "accumulate has no 'summ'; it has sum, average, min, max, count, collectList and collectSet"),
            then(
                    "switch («$amount) { case 1: route.manual(\"x\"); }",
                    "switch goes by texts and whole numbers, but this is BigDecimal"),
            then("return; «route.manual(\"x\");", "nothing comes to what stands after return"),
            then(
                    "route.manual(«\"\"\"\n    x\n    \"\"\");",
                    "a text stands on one line, but here begins one over several; write it between \" and \""),
            // declarations
            rules(
                    "declare Other\n    a : Integer = «\"x\"\nend\n",
                    null,
                    "Other.a is a whole number, but starts as \"x\""),
            rules(
                    "declare Other extends Line\n    «amount : String\nend\n",
                    null,
                    "Expected each field once, but Other.amount is declared in Line already"),
            rules(
                    "declare «Other extends Other\n    a : String\nend\n",
                    null,
                    "Expected types that extend one another to end, but Other extends itself; take an extends out"),
            rules(
                    "declare Other\n    «class : String\nend\n",
                    null,
                    "a field cannot be called 'class', because Java keeps the word; give it another name, such as"
                            + " classCode"),
            rules(
                    "declare Other\n    a : String «@Size(max = \"x\")\nend\n",
                    null,
                    "@Size takes a whole number as max, but Other.a gives it \"x\""),
            rules(
                    "declare Other\n    a : Integer «@Min(1.5)\nend\n",
                    null,
                    "@Min takes a whole number as value, but Other.a gives it 1.5"),
            rules(
                    "declare Other\n    a : String «@Pattern(regexp = 3)\nend\n",
                    null,
                    "@Pattern takes a text in quotes as regexp, but Other.a gives it 3"),
            rules(
                    "declare Other\n    «a : Integer @NotBlank\nend\n",
                    null,
                    "the constraint @NotBlank of Other.a does not go with a whole number; @NotNull says that it may not be"
                            + " missing, @Min and @Max bound numbers, @Size texts and lists"),
            rules(
                    "declare Other\n    a : String @Pattern(regexp = «\"(x\")\nend\n",
                    null,
                    "the pattern cannot be read: unclosed group; write \\\\( for a bracket that is meant as such"),
            rules(
                    "declare «Other\n"
                            + IntStream.range(0, 501)
                                    .mapToObj(i -> "    f" + i + " : String\n")
                                    .collect(Collectors.joining())
                            + "end\n",
                    null,
                    "Expected at most 500 fields in a type, but Other has 501; make a type of those that belong together"),
            rules(
                    "function int «one() {\n    return 1;\n}\nfunction int one() {\n    return 2;\n}\n",
                    null,
                    "the function 'one' is there twice, with the same values to take"),
            rules(
                    "function int «one(String s) {\n    switch (s) {\n"
                            + IntStream.range(0, 3_000)
                                    .mapToObj(i -> "        case \"w" + i + "\": return " + i + ";\n")
                                    .collect(Collectors.joining())
                            + "        default: return 0;\n    }\n}\n",
                    null,
                    "the function 'one' is too long; put what it lists into a reference table"),
            rules(
                    "function «int one(Integer a) {\n    if (a > 1) {\n        return 1;\n    }\n}\n",
                    null,
                    "the function does not return int on every way"),
            rules(
                    "declare Other\n    a : «Strng\nend\n",
                    null,
                    "Other.a is of a type 'Strng' that there is not; did you mean 'String'?"),
            rules(
                    "declare Other\n    a «String\nend\n",
                    null,
                    "a colon is missing between field and type; write : before String"),
            rules(
                    "declare Other\n    a : String\n    «a : Integer\nend\n",
                    null,
                    "Expected each field once, but Other.a is declared again"),
            rules(
                    "declare Other\n    a : String «@NotNul\nend\n",
                    null,
                    "Other.a has a constraint @NotNul that there is not; did you mean 'NotNull'?"),
            rules(
                    "declare Other\n    a : String «@Unusual\nend\n",
                    null,
                    "Other.a has a constraint @Unusual that there is not; rules/README.md lists them"),
            rules(
                    "declare Other\n    a : String @Size(«maximum = 3)\nend\n",
                    null,
                    "the constraint has no property 'maximum'"),
            rules(
                    "import «com.example.Missing\n",
                    null,
                    "Expected an import of java.math, java.time, java.util or the constraints, but it is"
                            + " com.example.Missing; rules compute with the item's own values"),
            rules(
                    "import «java.time.YearMont\n",
                    null,
                    "there is nothing to import named java.time.YearMont; did you mean 'java.time.YearMonth'?"),
            rules(
                    "import «java.lang.Math\n",
                    null,
                    "Expected an import of java.math, java.time, java.util or the constraints, but it is java.lang.Math;"
                            + " take the line out: Math is there without it"),
            rules(
                    "import «com.example.Claim\n",
                    null,
                    "Expected an import of java.math, java.time, java.util or the constraints, but it is"
                            + " com.example.Claim; take the line out: Claim is there without it"),
            rules("function int one() {\n    return 1«\n}\n", null, "the statement does not end; write ; after it"),
            rules("function int one() {\n    return «\"x\";\n}\n", null, "Expected int, but it is String"),
            rules(
                    "function int more(Integer d, Integer «e) {\n    return d;\n}\n",
                    null,
                    "Expected another name for the value e of function more, since the code around it has one of this"
                            + " name; rename it, as in value"),
            // outside of the safe subset
            then(
                    "route.manual(\"\" + DayOfWeek.MONDAY.«hashCode());",
                    "Expected conditions and verbs, but java.time.DayOfWeek.hashCode is used: an object's number changes"
                            + " from one run to the next; compare values"),
            rules(
                    "declare Other extends «Clam\n    a : String\nend\n",
                    null,
                    "Expected Other to extend a type declared in the pack, but Clam is none; did you mean 'Claim'?"),
            rules(
                    "declare Other\n    a : Long = «System.nanoTime()\nend\n",
                    null,
                    "Expected Other.a to start as a number, a text, true or false, but it is computed:"
                            + " System.nanoTime()"),
            rules(
                    "rule \"Seeded\" no-loop «timer ( int: 1s )\nwhen\n    Claim()\nthen\n    route.manual(\"x\");\nend\n",
                    RULE,
                    "Expected no `timer int: 1s`: it reads the clock and starts threads; a rule speaks once, about the"
                            + " item as it came"),
            when(
                    "Claim() «over window:length( 5 )",
                    "Expected no windows, but a pattern has `over window`; rules see one item at a time"),
            when(
                    "Claim( type == \"class\", «class.name == \"x\" )",
                    "Expected no `class`: rules do not look into classes; compare values"),
            when(
                    "Claim( type == System.«getenv( \"getenv\" ) )",
                    "Expected conditions and verbs, but java.lang.System.getenv is used: rules do not reach the machine"
                            + " they run on; delete it"),
            then(
                    "route.manual(\"halt\"); // halt\n    «halt();",
                    "Expected no `halt`: the other rules would be silenced, but every rule has its vote"),
            then(
                    "route.manual(\"random\"); Math.«random();",
                    "Expected conditions and verbs, but java.lang.Math.random is used: a decision must come out the"
                            + " same when it is made again; leave chance out"),
            rules(
                    "function int one() {\n    // exit\n    System.«exit(1);\n    return 1;\n}\n",
                    null,
                    "Expected function one to compute, but java.lang.System.exit is used: rules do not reach the machine"
                            + " they run on; delete it"));

    private static SeededFault when(String condition, String text) {
        return rules("rule \"Seeded\"\nwhen\n    " + condition + "\nthen\n    route.manual(\"x\");\nend\n", RULE, text);
    }

    private static String moments(String condition) {
        return "declare Other\n    at : LocalDateTime\n    moment : Instant\nend\nrule \"Seeded\"\nwhen\n    Other( "
                + condition + " )\nthen\n    route.manual(\"x\");\nend\n";
    }

    private static SeededFault then(String consequence, String text) {
        return rules(
                "rule \"Seeded\"\nwhen\n    Claim( $amount : amount )\nthen\n    " + consequence + "\nend\n",
                RULE,
                text);
    }

    private static SeededFault rules(String drl, @Nullable String rule, String text) {
        return new SeededFault(TYPES + drl, rule, text);
    }

    String faulty() {
        return drl.replace("«", "");
    }

    /** As in a file that has the package on its first line. */
    int line() {
        return 1 + (int) (drl + "x").substring(0, drl.indexOf('«') + 1).lines().count();
    }

    int column() {
        int at = drl.indexOf('«');
        return at - drl.lastIndexOf('\n', at);
    }

    @Override
    public String toString() {
        return text;
    }
}
