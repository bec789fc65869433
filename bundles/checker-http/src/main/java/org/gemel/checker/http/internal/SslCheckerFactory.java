package org.gemel.checker.http.internal;

import org.gemel.api.checker.CheckerFactory;
import org.gemel.checker.connection.Dialers;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Makes checks by HTTPS. */
@Component(service = CheckerFactory.class, property = CheckerFactory.KIND + "=SSL_GET")
public final class SslCheckerFactory extends HttpCheckerFactory {

    @Activate
    public SslCheckerFactory(@Reference Dialers dialers) {
        super(dialers);
    }
}
