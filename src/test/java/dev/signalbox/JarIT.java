package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built jar, started as the README says. */
class JarIT {
    @TempDir
    Path data;

    private ServerProcess serve() throws Exception {
        return ServerProcess.serveJar(Path.of("target/signalbox.jar"), data, Path.of("rules"));
    }

    @Test
    void hostsOfALaterStartFindTheirClassesKeptAndDamagedOnesAreNotUsed() throws Exception {
        Path kept;
        try (var server = serve()) {
            kept = KeptClassesFile.await(data);
            assertThat(KeptClassesFile.users(kept, server)).isEmpty();
        }
        try (var server = serve()) {
            assertThat(KeptClassesFile.users(kept, server)).hasSize(3);
            assertThat(server.output()).doesNotContain("printed");
        }
        byte[] damaged = Files.readAllBytes(kept);
        damaged[damaged.length / 2] ^= 1;
        Files.delete(kept);
        Files.write(kept, damaged);
        try (var server = serve()) {
            assertThat(KeptClassesFile.users(kept, server)).isEmpty();
            assertThat(server.output()).contains("is damaged").doesNotContain("printed");
        }
    }

    @Test
    void theJarServesThePacksAndStopsInOrder() throws Exception {
        try (var server = serve()) {
            var client = new Client(server.baseUri());
            assertThat(client.get("/health/ready").status()).as(server.output()).isEqualTo(200);
            assertThat(client.get("/v1/processes").body()).hasSize(3);
            assertThat(server.stop())
                    .as("killed by SIGTERM after an orderly stop")
                    .isEqualTo(143);
        }
    }
}
