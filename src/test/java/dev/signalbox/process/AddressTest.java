package dev.signalbox.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands under {@code http:} of a step. */
class AddressTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://name:secret@host/pay?token=abc     | http://***@host/…?…       | name:secret
                    https://name@HOST:8443                    | https://***@host:8443/    | name:
                    http://na%40me:se%3Acr%2Bet+@host/        | http://***@host/          | na@me:se:cr+et+
                    http://host/hooks/T0/B1/secret            | http://host/…             |
                    http://host?key=1                         | http://host/?…            |
                    http://[::1]:8080/x                       | http://[::1]:8080/…       |
                    http://@host/                             | http://host/              |
                    http://n%C3%A4me:p%C3%A4ss@127.0.0.1:65535/a | http://***@127.0.0.1:65535/… | näme:päss
                    """)
    void whatMayBeSecretIsSentAndNeverShown(String text, String shown, String user) {
        var address = Address.of(text);
        assertThat(address).hasToString(shown);
        assertThat(address.place()).doesNotContain("@", "secret");
        assertThat(address.uri().toString()).doesNotContain("@");
        var authorization = user == null
                ? null
                : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
        assertThat(address.authorization()).isEqualTo(authorization);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    http://host:99999/                  | its port is '99999'
                    http://host:0/                      | its port is '0'
                    http://host:80x/                    | its port is '80x'
                    http://host:-1/                     | its port is '-1'
                    http://my_host/                     | its host is 'my_host', and names of hosts have no underscore
                    http:///path                        | it was 'http:///path', which names no host
                    http://:8080/                       | it was 'http://:8080/', which names no host
                    http://name:secret@/                | it was 'http://***@/', which names no host
                    http://host/a b                     | there is a blank or an invisible sign at its character 14
                    http://host/{id}                    | its character 13 cannot stand in an address
                    http://host/100%                    | its character 16 cannot stand in an address
                    http://münchen.example/             | its host is 'münchen.example', and names of hosts are ASCII
                    http://host-/                       | its host is 'host-'
                    http://1.2.3.4.5/                   | its host is '1.2.3.4.5'
                    http://host/#secret                 | what follows its # is never sent
                    http://name:se/cret@host/           | a sign in its name or password ends it early
                    http://name:se?cret@host/           | a sign in its name or password ends it early
                    http://name:se#cret@host/           | a sign in its name or password ends it early
                    http://na%3Ame:x@host/              | there is a colon in its user's name
                    http://name:a%0Ab@host/             | there is a control character in its user's name or password
                    ftp://name:secret@host/?token=abc   | it was 'ftp://***@host/?…'
                    mailto:secret@host                  | it was 'mailto:secret@host'
                    host/path                           | it was 'host/path'
                    """)
    void whatCannotBePostedToIsToldInWordsAndWithoutItsSecrets(String text, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Address.of(text))
                .withMessage("Expected an http or https address, but " + why);
    }

    @Test
    void aFaultHasItsPlaceItsCureAndNoPassword() throws IOException {
        var yaml = BadProcess.GOOD
                .replace("https://example.org/look-up", "https://ann:secret@my_host/look-up?token=secret")
                .replace("ANSWER: [tell]", "ANSWER: [\"https://ann:secret@host/tell?token=secret\"]");
        List<PackFault> faults =
                PackOnDisk.in(folder).with("process.yaml", yaml).faults();
        assertThat(faults)
                .extracting(PackFault::toString)
                .anyMatch(fault -> fault.startsWith("tickets/process.yaml:30:")
                        && fault.endsWith("; give the machine another name, such as 'my-host'"))
                .noneMatch(fault -> fault.contains("secret"));
    }
}
