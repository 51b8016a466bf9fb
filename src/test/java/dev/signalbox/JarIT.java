package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, started as the README says. */
class JarIT {
    @TempDir
    Path data;

    @Test
    void theJarServesThePacksAndStopsInOrder() throws Exception {
        try (var server = ServerProcess.serveJar(Path.of("target/signalbox.jar"), data, Path.of("rules"))) {
            var client = new Client(server.baseUri());
            assertThat(client.get("/health/ready").status()).as(server.output()).isEqualTo(200);
            assertThat(client.get("/v1/processes").body()).hasSize(3);
            assertThat(server.stop())
                    .as("killed by SIGTERM after an orderly stop")
                    .isEqualTo(143);
        }
    }
}
