package io.tenderbook.convergence;

import com.github.dockerjava.api.DockerClient;
import java.util.List;
import java.util.Map;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.mysql.MySQLContainer;
import org.testcontainers.utility.DockerImageName;

/** A MySQL that dies like a machine that loses its power, and comes back with what it had made durable, at one address. */
final class MortalDatabase implements AutoCloseable {
    private final DockerClient docker = DockerClientFactory.instance().client();
    private final int port = Programs.freePort();
    private final MySQLContainer container;

    MortalDatabase(String image) {
        container = new MySQLContainer(DockerImageName.parse(image).asCompatibleSubstituteFor("mysql"))
                .withUsername("root")
                .withPassword("test");
        container.setPortBindings(List.of(port + ":3306"));
        container.start();
    }

    Map<String, Object> settings() {
        return Map.of(
                "datasources.default.url", "jdbc:mysql://" + container.getHost() + ":" + port + "/test",
                "datasources.default.username", "root",
                "datasources.default.password", "test");
    }

    void kill() {
        docker.killContainerCmd(container.getContainerId()).exec();
    }

    void start() {
        docker.startContainerCmd(container.getContainerId()).exec();
    }

    @Override
    public void close() {
        container.close();
    }
}
