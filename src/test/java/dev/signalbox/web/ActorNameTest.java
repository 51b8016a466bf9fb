package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ActorNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "signalbox",
                "Signalbox",
                "SIGNALBOX",
                " signalbox ",
                "signal box",
                "signal-box",
                "Signal_Box",
                "s.i.g.n.a.l.b.o.x",
                "ｓｉｇｎａｌｂｏｘ",
                "sígnalbox",
                "ѕіgnаlbох",
                "signaIbox",
                "5ignalb0x",
                "rules@0123456789ab",
                "Rules @ abc",
                "ru1es@",
                "rules＠abc",
                "anonymous",
                "Anonymous",
                "аnonymous",
                "engine",
                "The Engine",
                "system",
                "rules",
                "worker-0a1b2c3d",
                "Worker 0A1B2C3D",
                "nobody",
                "you"
            })
    void aNameOfTheEngineIsTakenHoweverItIsSpelled(String name) {
        assertThatThrownBy(() -> ActorName.checked(name))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("reads like one of the engine's own: take another");
    }

    @Test
    void nothingInvisibleAndNothingThatTurnsTheTextIsInAName() {
        for (var hidden : List.of(
                "\u202e",
                "\u202d",
                "\u2066",
                "\u2069",
                "\u200e",
                "\u061c",
                "\u200b",
                "\u200d",
                "\u2060",
                "\ufeff",
                "\u00ad",
                "\u034f",
                "\u3164",
                "\uffa0",
                "\u2800",
                "\u180e",
                "\ufe0f",
                "\udb40\udc41",
                "\ue000",
                "\u0007",
                "\t",
                "\n",
                "\u0085",
                "\u2028",
                "\ud800",
                "\u0378")) {
            assertThatThrownBy(() -> ActorName.checked("Anna" + hidden + "B"))
                    .as("U+%04X", hidden.codePointAt(0))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("but it holds U+" + "%04X".formatted(hidden.codePointAt(0)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "\u3000\u2003", "   \u00a0  "})
    void blanksOfAnyKindAreNoName(String name) {
        assertThatThrownBy(() -> ActorName.checked(name)).hasMessage("Expected a name, but it is blank");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-", "...", "@", "\u2014", "\u0301a", "a\u0300\u0301\u0302\u0303\u0304\u0305", "\uD83D\uDE00"})
    void signsAloneAreNoNameAndNeitherIsATowerOfMarks(String name) {
        assertThatThrownBy(() -> ActorName.checked(name)).isInstanceOf(Refusal.class);
    }

    @Test
    void namesOfPeopleOfAllScriptsStayAsTheyAre() {
        for (var name : List.of(
                "Änne O’Neill",
                "Zoë",
                "محمد الفاتح",
                "דוד כהן",
                "Нина Петрова",
                "李小龍",
                "Đặng Thị Hà",
                "claims-portal",
                "supplier@example.org",
                "Jean-Luc",
                "J. R. R.",
                "Rulesworth",
                "Ann Gine",
                "worker-bee",
                "R2-D2")) {
            assertThat(ActorName.checked(name)).isEqualTo(name);
        }
    }

    @Test
    void oneNameIsWrittenInOneWay() {
        assertThat(ActorName.checked("  Anna\u00a0 \u2003Berg ")).isEqualTo("Anna Berg");
        assertThat(ActorName.checked("Zoe\u0308")).isEqualTo("Zoë");
    }
}
