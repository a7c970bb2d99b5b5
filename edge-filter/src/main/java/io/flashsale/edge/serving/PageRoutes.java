package io.flashsale.edge.serving;

import io.flashsale.edge.answering.Representation;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.jboss.logging.Logger;

/** The page and what it is made of, from memory: no file is opened for a stampede. */
@Singleton
final class PageRoutes {

    private static final Logger LOG = Logger.getLogger(PageRoutes.class);

    void register(@Observes Router router) {
        Map<String, Representation> files =
                PageFiles.read(Thread.currentThread().getContextClassLoader());
        files.forEach((path, file) -> serve(router, path, file));
        Representation index = files.get("/index.html");
        if (index == null) {
            LOG.warn("There is no page to serve");
        } else {
            serve(router, "/", index);
        }
    }

    private static void serve(Router router, String path, Representation file) {
        router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(route -> file.send(route.request()));
    }
}
