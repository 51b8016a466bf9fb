package dev.signalbox.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.item.Decision;
import dev.signalbox.process.Limit;
import dev.signalbox.process.Limit.Kind;
import dev.signalbox.process.PackFault;
import dev.signalbox.process.PackRefused;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Rules and tables call by name what {@code limits:} of process.yaml says. */
class LimitsTest {
    private static final String CLAIM = """
            declare Claim
                amount : BigDecimal
                count : Integer @Max(limits.most)
                kind : String
                day : LocalDate
            end
            """;
    private static DecisionEngine engine;

    @BeforeAll
    static void compile() throws PackRefused {
        engine = pack(CLAIM + """
                function BigDecimal above(BigDecimal amount) { return amount.subtract(limits.small); }
                rule "Small" when Claim( amount <= limits.small ) then
                    route.full("PAY", "at most " + limits.small); // not limits.nothing
                end
                rule "Kind" when Claim( kind == limits.kind || kind == "limits" ) then route.manual("is " + limits.kind); end
                rule "Old" when Claim( day < limits.since ) then route.manual("before " + limits.since); end
                rule "Above" when $c : Claim( amount > limits
                    .small ) then route.partial("above by " + above($c.getAmount()) + ", once in " + limits.many); end
                rule "In" when Claim( count in ( limits.most, 3 ) ) then route.priority(limits.most); end
                """).with("table.drl.csv", """
                        RuleSet,trial
                        RuleTable Table
                        NAME,CONDITION,CONDITION,ACTION
                        ,Claim ...,Claim ...,
                        ,amount > $param,kind == limits.kind,"route.manual(""$param"");"
                        ,above,kind,because
                        In a cell,limits.small,,in a cell
                        """).compile();
    }

    @AfterAll
    static void close() {
        engine.close();
    }

    private static Packs pack(String drl) {
        return Packs.of("Claim", drl)
                .limit("small", new Limit(Kind.NUMBER, "19.5"))
                .limit("most", new Limit(Kind.NUMBER, "7"))
                .limit("many", new Limit(Kind.NUMBER, "123456789012345678"))
                .limit("kind", new Limit(Kind.TEXT, "Personal Injury"))
                .limit("since", new Limit(Kind.DATE, "2025-01-01"));
    }

    private static Decision decide(Map<String, Object> values) {
        return engine.decide(List.of(Cases.of(values))).get(0);
    }

    @Test
    void aLimitIsWhatProcessYamlSaysInConditionsTablesFunctionsAndReasons() {
        assertThat(decide(Map.of("amount", new BigDecimal("19.50"), "kind", "a", "day", LocalDate.of(2025, 1, 1)))
                        .reasons())
                .containsExactly("at most 19.5");
        assertThat(decide(Map.of(
                                "amount",
                                new BigDecimal("19.51"),
                                "kind",
                                "Personal Injury",
                                "day",
                                LocalDate.of(2024, 12, 31)))
                        .reasons())
                .containsExactlyInAnyOrder(
                        "is Personal Injury",
                        "before 2025-01-01",
                        "above by 0.01, once in 123456789012345678",
                        "in a cell");
        assertThat(decide(Map.of("count", 8L)).problems())
                .extracting(p -> p.message())
                .containsExactly("must be less than or equal to 7");
    }

    @Test
    void whatIsMissingIsUnknownAsBesideALiteral() {
        assertThat(decide(Map.of("amount", BigDecimal.ONE, "day", LocalDate.of(2025, 1, 1)))
                        .reasons())
                .anyMatch(reason -> reason.startsWith("could not check \"Kind\": kind is missing"));
    }

    @Test
    void limitsAreWhereADecisionMayTurn() {
        assertThat(engine.levers().get("amount")).contains("19.5");
        assertThat(engine.levers().get("kind")).contains("Personal Injury");
        assertThat(engine.levers().get("day")).contains("2025-01-01");
    }

    @Test
    void faultsAreToldWherePeopleWroteThem() {
        assertThat(faults("""
                rule "A" when Claim( amount <= limits.small, amuont > 1, kind == limits.kind, knid == "x" ) then route.full("PAY", "x"); end
                rule "B" when Claim( kind == limits.kind, limits.kind == colour ) then route.full(limits.kind, "x"); end
                rule "C" when Claim( amount <= limits.smal ) then route.manual("x"); end
                rule "D" when Claim( kind == "limits.kind" ) then route.manual("x"); end
                """))
                .containsExactly(
                        "trial/rules.drl:10:32: process.yaml declares no limit 'smal'; did you mean 'small'?",
                        "trial/rules.drl:11:30: Expected limits.kind as it is, but it stands in quotes; take the quotes out");
        assertThat(faults("""
                rule "A" when Claim( amount <= limits.small, amuont > 1, kind == limits.kind, knid == "x" ) then route.full("PAY", "x"); end
                rule "B" when Claim( kind == limits.kind, limits.kind == colour ) then route.full(limits.kind, "x"); end
                """))
                .satisfiesExactlyInAnyOrder(
                        fault -> assertThat(fault)
                                .startsWith("trial/rules.drl:8:46: rule \"A\": Claim has no field 'amuont'"),
                        fault -> assertThat(fault)
                                .startsWith("trial/rules.drl:8:79: rule \"A\": Claim has no field 'knid'"),
                        fault -> assertThat(fault)
                                .startsWith("trial/rules.drl:9:58: rule \"B\": Claim has no field 'colour'"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "trial/rules.drl:9:83: rule \"B\": process.yaml declares no outcome 'Personal Injury'"));
    }

    @Test
    void aFieldCalledLimitsIsNoLimit() {
        Packs inner = Packs.of("Claim", """
                declare Limits small : BigDecimal end
                declare Claim limits : Limits own : Limits end
                rule "A" when Claim( own.limits.small > 1 ) then route.manual("x"); end
                """);
        assertThat(RuleCompiler.check(
                        inner.limit("other", new Limit(Kind.NUMBER, "1")).pack()))
                .extracting(PackFault::message)
                .noneMatch(message -> message.contains("declares no limit"));
        Packs none = Packs.of("Claim", """
                declare Limits small : BigDecimal end
                declare Claim limits : Limits end
                rule "A" when Claim( limits.small > 1 ) then route.manual("x"); end
                """);
        assertThat(RuleCompiler.check(none.pack())).isEmpty();
    }

    @Test
    void aLimitThatNoRuleHasIsToldOf() {
        Packs pack = Packs.of(
                        "Claim",
                        CLAIM.replace(" @Max(limits.most)", "")
                                + "rule \"A\" when Claim( amount > 1, count > 1, kind == \"a\", day != null ) then route.manual(\"x\"); end\n")
                .with("process.yaml", "limits:\n  idle: 5\n")
                .limit("idle", new Limit(Kind.NUMBER, "5"));
        assertThat(RuleCompiler.check(pack.pack()))
                .singleElement()
                .hasToString("trial/process.yaml:2:3: no rule has the limit 'idle'");
    }

    private static List<String> faults(String rules) {
        return RuleCompiler.check(pack(CLAIM + rules).pack()).stream()
                .filter(fault -> fault.severity() == PackFault.Severity.ERROR)
                .map(PackFault::toString)
                .toList();
    }
}
