// SPDX-License-Identifier: Apache-2.0
package dev.sidetrack.service;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.codelibs.elasticsearch.runner.ElasticsearchClusterRunner;
import org.elasticsearch.index.mapper.Mapper;
import org.elasticsearch.index.mapper.ObjectMapper;
import org.elasticsearch.plugins.MapperPlugin;
import org.elasticsearch.plugins.Plugin;

/** An Elasticsearch of one node in this process, on 127.0.0.1, with nothing in it. */
public final class Elasticsearch implements AutoCloseable {

    /** The name of its cluster, which Unomi asks for. */
    static final String CLUSTER = "contextElasticSearch";

    private final ElasticsearchClusterRunner node = new ElasticsearchClusterRunner();
    private final int port = Ports.free();

    /** Starts one whose files are in that directory. */
    public Elasticsearch(Path directory) {
        node.onBuild((number, settings) -> settings.put("http.port", port)
                .put("transport.port", Ports.free())
                .put("network.host", "127.0.0.1")
                // However full the disk is.
                .put("cluster.routing.allocation.disk.threshold_enabled", false));
        node.build(ElasticsearchClusterRunner.newConfigs()
                .clusterName(CLUSTER)
                .numOfNode(1)
                .basePath(directory.toString())
                .pluginTypes(Flattened.class.getName()));
        node.ensureYellow();
    }

    /** Host and port, by which it takes HTTP. */
    String address() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException {
        node.close();
        node.clean();
    }

    /**
     * Elastic's own type {@code flattened}, which Unomi wants, is not in the free distribution: an object does here.
     */
    public static final class Flattened extends Plugin implements MapperPlugin {

        @Override
        public Map<String, Mapper.TypeParser> getMappers() {
            return Map.of("flattened", (name, node, context) -> {
                node.put("type", ObjectMapper.CONTENT_TYPE);
                return new ObjectMapper.TypeParser().parse(name, node, context);
            });
        }
    }
}
