package dev.signalbox.decision;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.host.KeptForHosts;
import dev.signalbox.decision.host.RuleHost;
import dev.signalbox.decision.host.RuleHosts;
import dev.signalbox.item.Decision;
import dev.signalbox.item.MatchedRule;
import dev.signalbox.process.PackFile;
import dev.signalbox.process.PackLoader;
import dev.signalbox.process.PackRefused;
import dev.signalbox.process.ProcessPack;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The truth table of numbers: operator by kind of field, form of literal, position and number of rules on the field, so that
 * each way in which the engine keeps constraints is met. What is right is worked out here with BigDecimal alone.
 */
class NumbersTruthTest {
    private static final Map<String, IntPredicate> OPERATORS = new LinkedHashMap<>();

    static {
        OPERATORS.put("==", c -> c == 0);
        OPERATORS.put("<=", c -> c <= 0);
        OPERATORS.put(">", c -> c > 0);
        OPERATORS.put("!=", c -> c != 0);
        OPERATORS.put(">=", c -> c >= 0);
        OPERATORS.put("<", c -> c < 0);
    }

    private static final List<String> SIGNS = List.copyOf(OPERATORS.keySet());

    /** How a number may be written. */
    private static final List<String> FORMS = List.of(
            "19.99",
            "19.990",
            ".5",
            "1e3",
            "100",
            "19.99B",
            "100L",
            "-5",
            "-19.99",
            "0.1",
            "010",
            "1000.0",
            "\"19.99\"",
            "2.5e-1",
            "9007199254740993",
            "12345678901234567890.12",
            "0.1000000000000000055511151231257827");

    private static final List<String> TYPES = List.of("BigDecimal", "Integer", "Long");
    private static final List<Integer> THRESHOLDS = List.of(1, 3, 10, 100);
    private static final MathContext QUOTIENT = MathContext.DECIMAL128;

    /** What an item has in all its fields, and in its lines. */
    private record Item(
            @Nullable BigDecimal amount,
            @Nullable BigDecimal other,
            @Nullable BigDecimal count,
            @Nullable BigDecimal seq,
            List<Line> lines) {
        @Nullable
        BigDecimal of(String type) {
            return type.equals("BigDecimal") ? amount : type.equals("Integer") ? count : seq;
        }
    }

    private record Line(BigDecimal price, BigDecimal qty) {}

    /** A number, as it is written and as it is. */
    private record Num(String text, Function<Item, @Nullable BigDecimal> value) {
        Num with(String operator, Num other, BinaryOperator<BigDecimal> worked) {
            return new Num("(" + text + " " + operator + " " + other.text + ")", item -> {
                BigDecimal left = value.apply(item);
                BigDecimal right = other.value.apply(item);
                return worked.apply(there(left), there(right));
            });
        }
    }

    /** Arithmetic with something missing: the rule cannot be checked, so it says nothing. */
    private static final class NothingThere extends RuntimeException {}

    private static BigDecimal there(@Nullable BigDecimal value) {
        if (value == null) {
            throw new NothingThere();
        }
        return value;
    }

    private static boolean holds(Cell cell, Item item) {
        try {
            return cell.holds().apply(item);
        } catch (NothingThere e) {
            return false;
        }
    }

    /** @param conditions all that stands between when and then */
    private record Cell(String conditions, Function<Item, Boolean> holds) {}

    private static final List<Item> ITEMS = items();
    private static final List<Cell> CELLS = new ArrayList<>();
    private static final Limits LIMITS = new Limits(Duration.ofSeconds(60), 10_000);
    private static ProcessPack pack;
    private static RuleEngine engine;

    private static List<Item> items() {
        var items = new ArrayList<Item>();
        String[][] values = {
            {"19.99", "0.2", "3", "100"},
            {"19.990", "10", "2", "9007199254740993"},
            {"0.1", "0.2", "-5", "9007199254740992"},
            {"11.5", "10", "50000", "-5"},
            {"100", "100.00", "100", "1000"},
            {"100.00", "1", "10", "10"},
            {"-5", "-5.0", "1000", "7"},
            {"-19.99", "3", "2147483647", "9223372036854775807"},
            {"1000", "19.99", "-2147483648", "-9223372036854775808"},
            {"12345678901234567890.12", "0.01", "7", "2147483648"},
            {"0.25", "0.5", "1", "3"},
            {"5.7", "5.70", "19", "20"},
            {null, "1", null, "5"},
            {"3", null, "5", null},
        };
        for (String[] row : values) {
            List<Line> lines = items.size() % 3 == 0
                    ? List.of(line("0.1", "1"), line("0.2", "2"))
                    : List.of(line("19.99", "3"), line("1.15", "4"), line("0.01", "3"));
            items.add(new Item(number(row[0]), number(row[1]), number(row[2]), number(row[3]), lines));
        }
        return items;
    }

    private static Line line(String price, String qty) {
        return new Line(new BigDecimal(price), new BigDecimal(qty));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }

    private static BigDecimal literal(String form) {
        return new BigDecimal(form.replaceAll("[\"_BL]", ""));
    }

    private static boolean compare(@Nullable BigDecimal left, String operator, @Nullable BigDecimal right) {
        if (left == null || right == null) {
            return operator.equals("!=");
        }
        return requireNonNull(OPERATORS.get(operator)).test(left.compareTo(right));
    }

    private static void add(String conditions, Function<Item, Boolean> holds) {
        CELLS.add(new Cell(conditions, holds));
    }

    private static void add(Num left, String operator, Num right) {
        add(
                "Item( " + left.text + " " + operator + " " + right.text + " )",
                item -> compare(left.value.apply(item), operator, right.value.apply(item)));
    }

    private static Num num(String form) {
        return new Num(form, item -> literal(form));
    }

    @BeforeAll
    static void compile() throws PackRefused {
        draw();
        pack = pack();
        engine = RuleCompiler.compile(pack, LIMITS);
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static void draw() {
        thresholds();
        literals();
        arithmetic();
        elsewhere();
    }

    /** A field for each type, number of rules and operator, so that each number of rules stands on a field of its own. */
    private static void thresholds() {
        for (String type : TYPES) {
            for (int rules : THRESHOLDS) {
                for (int i = 0; i < rules; i++) {
                    for (String operator : SIGNS) {
                        boolean mixed = rules == 100 && SIGNS.indexOf(operator) != i % 6;
                        String form = rules == 100 && i < 60
                                ? new BigDecimal(i).movePointLeft(1).toString()
                                : form(i, operator);
                        boolean ofType = type.equals("BigDecimal") || !form.startsWith("\"");
                        if (!mixed && ofType) {
                            String field = field(type, rules, rules == 100 ? 0 : SIGNS.indexOf(operator));
                            add(new Num(field, item -> item.of(type)), operator, num(form));
                        }
                    }
                }
            }
        }
    }

    private static String form(int i, String operator) {
        return FORMS.get((i + 3 * SIGNS.indexOf(operator)) % FORMS.size());
    }

    private static String field(String type, int rules, int operator) {
        return "f" + type.charAt(0) + rules + "x" + operator;
    }

    private static void literals() {
        for (String name : List.of("amount", "count", "seq")) {
            Num field = requireNonNull(fields().get(name));
            for (String form : FORMS) {
                if (name.equals("amount") || !form.startsWith("\"")) {
                    String operator = SIGNS.get(FORMS.indexOf(form) % 6);
                    add(num(form), operator, field);
                    add(
                            "$x : Item( $y : " + name + " ) eval( $y " + operator + " " + form.replace("\"", "") + " )",
                            item -> compare(field.value.apply(item), operator, literal(form)));
                }
            }
            for (String not : List.of("", "not ")) {
                add("Item( " + name + " " + not + "in ( 19.990, 100, 1e3, -5, .1, 7B ) )", item -> {
                    BigDecimal value = field.value.apply(item);
                    boolean among = value != null
                            && List.of("19.99", "100", "1000", "-5", "0.1", "7").stream()
                                    .anyMatch(one -> new BigDecimal(one).compareTo(value) == 0);
                    return among == not.isEmpty();
                });
            }
            for (String half : List.of("Item( %s > -19.99 && <= 19.990 )", "Item( %s < -5.0 || > 19.99 )")) {
                boolean and = half.contains("&&");
                add(half.formatted(name), item -> {
                    BigDecimal value = field.value.apply(item);
                    return and
                            ? compare(value, ">", literal("-19.99")) && compare(value, "<=", literal("19.99"))
                            : compare(value, "<", literal("-5")) || compare(value, ">", literal("19.99"));
                });
            }
        }
    }

    private static Map<String, Num> fields() {
        var fields = new LinkedHashMap<String, Num>();
        fields.put("amount", new Num("amount", Item::amount));
        fields.put("other", new Num("other", Item::other));
        fields.put("count", new Num("count", Item::count));
        fields.put("seq", new Num("seq", Item::seq));
        return fields;
    }

    /** Each is compared with what it comes to for one of the items, and with another field. */
    private static void arithmetic() {
        Map<String, Num> fields = fields();
        List<Num> operands = new ArrayList<>(fields.values());
        operands.addAll(List.of(num("1.15"), num("2"), num("1000000000"), num("0.1"), num("-3")));
        operands.add(new Num("-amount", item -> there(item.amount()).negate()));
        operands.add(new Num("-count", item -> there(item.count()).negate()));
        int at = 0;
        for (Num left : operands) {
            for (Num right : operands.subList(0, 7)) {
                boolean ofItem = fields.containsValue(left) || fields.containsValue(right) || left.text.startsWith("-");
                if (ofItem) {
                    Num worked = worked(left, right, at);
                    Item pivot = ITEMS.get(at % 12);
                    BigDecimal result = worked.value.apply(pivot);
                    add(
                            worked,
                            SIGNS.get(at % 6),
                            num(result == null || result.scale() > 30 ? "0.5" : result.toPlainString()));
                    add(worked, SIGNS.get((at + 1) % 6), operands.get(at % 4));
                    at++;
                }
            }
        }
        for (Num left : fields.values()) {
            for (Num right : fields.values()) {
                add(left, SIGNS.get(at++ % 6), right);
            }
        }
    }

    private static Num worked(Num left, Num right, int at) {
        return switch (at % 5) {
            case 0 -> left.with("+", right, BigDecimal::add);
            case 1 -> left.with("*", right, BigDecimal::multiply);
            case 2 -> left.with("-", right, BigDecimal::subtract);
            case 3 -> left.with("/", right, (one, other) -> one.divide(other, QUOTIENT));
            default -> left.with("%", right, BigDecimal::remainder);
        };
    }

    /** In functions, variables, other facts, reference columns and accumulate. */
    private static void elsewhere() {
        int at = 0;
        for (String form : List.of("0.3", "19.99", "23.0", ".75", "1e3", "200", "-10.0", "0.30")) {
            String operator = SIGNS.get(at++ % 6);
            BigDecimal value = literal(form);
            add(
                    "Item( amount != null, twice( amount ) " + operator + " " + form + " )",
                    item -> item.amount() != null
                            && compare(item.amount().multiply(BigDecimal.valueOf(2)), operator, value));
            add(
                    "Item( $a : amount, $s : amount * 2.5, $s " + operator + " " + form + " )",
                    // What is bound stays missing when it cannot be worked out, and differs from anything then.
                    item -> compare(item.amount() == null ? null : times(item.amount(), "2.5"), operator, value));
            add(
                    "Item( $a : amount, $o : other ) eval( $a + $o " + operator + " " + form + " )",
                    item -> compare(there(item.amount()).add(there(item.other())), operator, value));
            add(
                    "$i : Item( $c : seq ) Item( amount " + operator + " $c * " + form + " )",
                    item -> compare(item.amount(), operator, times(item.seq(), form)));
            add(
                    "Item( $c : code ) Row( code == $c, rate " + operator + " " + form + " )",
                    item -> compare(new BigDecimal("19.990"), operator, value));
            add(
                    "Item( $c : code, $a : other ) Row( code == $c, rate " + operator + " $a, most > " + form + " )",
                    item -> compare(new BigDecimal("19.990"), operator, item.other())
                            && compare(BigDecimal.TEN, ">", value));
            gathered("sum( $p )", operator, form, item -> sum(item, Line::price));
            gathered(
                    "sum( $p * $q )",
                    operator,
                    form,
                    item -> sum(item, line -> line.price().multiply(line.qty())));
            gathered("sum( $q )", operator, form, item -> sum(item, Line::qty));
            gathered("average( $p )", operator, form, item -> average(item, Line::price));
            gathered("average( $q )", operator, form, item -> average(item, Line::qty));
            gathered("min( $p )", operator, form, item -> best(item, Line::price, -1));
            gathered("max( $q * 1.15 )", operator, form, item -> times(best(item, Line::qty, 1), "1.15"));
            add(
                    "Item( $l : lines ) BigDecimal( this " + operator + " " + form
                            + " ) from accumulate( Line( $p : price ) from $l, sum( $p ) )",
                    item -> compare(sum(item, Line::price), operator, value));
            add(
                    "Item( $l : lines ) exists Line( price * qty " + operator + " " + form + " ) from $l",
                    item -> item.lines().stream()
                            .anyMatch(line -> compare(line.price().multiply(line.qty()), operator, value)));
            add(
                    "Item( $l : lines ) not Line( price " + operator + " " + form + " ) from $l",
                    item -> item.lines().stream().noneMatch(line -> compare(line.price(), operator, value)));
        }
    }

    private static void gathered(
            String function, String operator, String form, Function<Item, @Nullable BigDecimal> value) {
        add(
                "Item( $l : lines ) accumulate( Line( $p : price, $q : qty ) from $l; $s : " + function + "; $s "
                        + operator + " " + form + " )",
                item -> compare(value.apply(item), operator, literal(form)));
        add(
                "Item( $l : lines, $o : other ) accumulate( Line( $p : price, $q : qty ) from $l; $s : " + function
                        + "; $s * 0.1 " + operator + " $o )",
                item -> compare(times(value.apply(item), "0.1"), operator, item.other()));
    }

    private static BigDecimal times(@Nullable BigDecimal one, String other) {
        return there(one).multiply(literal(other));
    }

    private static BigDecimal sum(Item item, Function<Line, BigDecimal> value) {
        return item.lines().stream().map(value).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal average(Item item, Function<Line, BigDecimal> value) {
        return sum(item, value).divide(new BigDecimal(item.lines().size()), QUOTIENT);
    }

    private static BigDecimal best(Item item, Function<Line, BigDecimal> value, int sign) {
        return item.lines().stream()
                .map(value)
                .reduce((one, other) -> sign * one.compareTo(other) >= 0 ? one : other)
                .orElseThrow();
    }

    private static String drl() {
        var drl = new StringBuilder("""
                declare Line
                    price : BigDecimal
                    qty : Integer
                end
                declare Row
                    code : String
                    rate : BigDecimal
                    most : Integer
                end
                function BigDecimal twice( BigDecimal one ) { return one.multiply( new BigDecimal( 2.0 ) ); }
                declare Item
                    amount : BigDecimal
                    other : BigDecimal
                    count : Integer
                    seq : Long
                    code : String
                    lines : List<Line>
                """);
        for (String type : TYPES) {
            for (int rules : THRESHOLDS) {
                for (int operator = 0; operator < (rules == 100 ? 1 : 6); operator++) {
                    drl.append(" ")
                            .append(field(type, rules, operator))
                            .append(" : ")
                            .append(type)
                            .append("\n");
                }
            }
        }
        drl.append("end\n");
        for (int i = 0; i < CELLS.size(); i++) {
            // A vote for more speed is none for caution, so that nothing stands beside the rule; each says something
            // else.
            drl.append("rule \"")
                    .append(i)
                    .append("\" when ")
                    .append(CELLS.get(i).conditions());
            drl.append(" then route.priority(").append(i % 100).append("); end\n");
        }
        return drl.toString();
    }

    private static ProcessPack pack() throws PackRefused {
        String process = Packs.PROCESS.replace("item: Claim", "item: Item")
                + "reference: { rows: { type: Row, key: { code: code } } }\n";
        return PackLoader.of(
                "trial",
                List.of(
                        file("process.yaml", process),
                        file("reference/rows.csv", "code,rate,most\nC,19.990,10\n"),
                        file("rules.drl", "package trial\n" + drl())));
    }

    private static PackFile file(String path, String text) {
        return new PackFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Case values(Item item) {
        var values = new HashMap<String, Object>();
        for (String type : TYPES) {
            Object value = whole(type, item.of(type));
            for (int rules : THRESHOLDS) {
                for (int operator = 0; operator < (rules == 100 ? 1 : 6); operator++) {
                    values.put(field(type, rules, operator), value);
                }
            }
        }
        values.put("amount", item.amount());
        values.put("other", item.other());
        values.put("count", whole("Integer", item.count()));
        values.put("seq", whole("Long", item.seq()));
        values.put("code", "C");
        values.put(
                "lines",
                item.lines().stream()
                        .map(line ->
                                Map.of("price", line.price(), "qty", line.qty().longValue()))
                        .toList());
        values.values().removeIf(value -> value == null);
        return Cases.of(values);
    }

    private static @Nullable Object whole(String type, @Nullable BigDecimal value) {
        return value == null || type.equals("BigDecimal") ? value : (Object) value.longValueExact();
    }

    private static void assertRight(DecisionEngine engine) {
        List<Decision> decisions =
                engine.decide(ITEMS.stream().map(NumbersTruthTest::values).toList());
        var wrong = new ArrayList<String>();
        for (int i = 0; i < ITEMS.size(); i++) {
            Item item = ITEMS.get(i);
            Set<String> matched =
                    decisions.get(i).rules().stream().map(MatchedRule::name).collect(Collectors.toSet());
            // Neither nearly all nor nearly none: the table would tell little.
            assertThat(matched.size()).isBetween(CELLS.size() / 6, CELLS.size() * 5 / 6);
            assertThat(decisions.get(i).reasons()).noneMatch(reason -> reason.contains("failed"));
            for (int cell = 0; cell < CELLS.size(); cell++) {
                boolean holds = holds(CELLS.get(cell), item);
                if (matched.contains(String.valueOf(cell)) != holds) {
                    wrong.add(CELLS.get(cell).conditions() + " is " + !holds + " for " + item);
                }
            }
        }
        assertThat(wrong).as(wrong.size() + " cells are wrong").isEmpty();
        assertThat(CELLS.size() * ITEMS.size()).isGreaterThan(5_000);
    }

    @Test
    void everyCellIsRight() {
        assertRight(engine);
    }

    @Test
    void everyCellIsRightInAHost(@TempDir Path keep) throws PackRefused {
        assertThat(KeptForHosts.keep(keep, pack, requireNonNull(engine.made()).zip()))
                .isTrue();
        var hosts = new RuleHosts(RuleHost.class, LIMITS, 256, keep);
        try (DecisionEngine hosted = hosts.load(pack)) {
            assertRight(hosted);
        }
    }
}
