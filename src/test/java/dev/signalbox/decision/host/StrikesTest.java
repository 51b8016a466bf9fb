package dev.signalbox.decision.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.decision.Case;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What follows when items end the process of their rules. */
class StrikesTest {
    private final Strikes strikes = new Strikes();

    @Test
    void oneSendersDataNeverWithdrawsAVersion() {
        for (int i = 0; i < 50; i++) {
            assertThat(strikes.add(item("erp", "different " + i))).isFalse();
        }
    }

    @Test
    void allWhoGiveNoNameAreOneSender() {
        for (int i = 0; i < 50; i++) {
            assertThat(strikes.add(item("anonymous", "different " + i))).isFalse();
        }
    }

    @Test
    void theSameItemPostedThriceIsOneStrikeForTheRulesAreNotAskedAgain() {
        assertThat(strikes.refusal(item("erp", "same"))).isNull();
        strikes.add(item("erp", "same"));
        assertThat(strikes.refusal(item("erp", "same"))).startsWith("the rules were not asked again: the same data");
        assertThat(strikes.refusal(item("shop", "same"))).startsWith("the rules were not asked again: the same data");
        assertThat(strikes.refusal(item("erp", "another"))).isNull();
    }

    @Test
    void aSenderOfManyStrikesKeepsItsOwnItemsFromTheRulesAndNobodyElses() {
        for (int i = 0; i < 3; i++) {
            assertThat(strikes.refusal(item("erp", "other " + i))).isNull();
            strikes.add(item("erp", "bad " + i));
        }
        assertThat(strikes.refusal(item("erp", "other")))
                .isEqualTo(
                        "the rules were not asked: 3 items of the same sender ended their process within 10 minutes");
        assertThat(strikes.refusal(item("shop", "other"))).isNull();
    }

    @Test
    void itemsOfSeveralSendersWithdrawIt() {
        assertThat(strikes.add(item("erp", "a"))).isFalse();
        assertThat(strikes.add(item("shop", "b"))).isFalse();
        assertThat(strikes.add(item("erp", "c"))).isTrue();
    }

    @Test
    void manyStrikesOfOneAreNoMoreThanTwoBesideThoseOfOthers() {
        var other = new Strikes();
        for (int i = 0; i < 9; i++) {
            other.add(item("erp", "a" + i));
        }
        assertThat(other.add(item("shop", "b"))).isTrue();
    }

    @Test
    void rulesThatDoNotStartAreAtFaultThemselves() {
        assertThat(strikes.add(null)).isFalse();
        assertThat(strikes.add(null)).isFalse();
        assertThat(strikes.add(null)).isTrue();
    }

    private static Case item(@Nullable String sender, String text) {
        return new Case(Map.of("text", text), List.of(), List.of(), Instant.EPOCH, sender);
    }
}
