package org.gemel.checker.http.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** {@code digest}, as a command of the launcher: prints what {@code digest} of a url has to say, as genhash does. */
@Component(service = ToIntFunction.class, property = "gemel.command=digest")
public final class DigestCommand implements ToIntFunction<String[]> {

    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String USAGE = "usage: gemel digest [--virtualhost NAME] URL...";

    private final PrintStream out;
    private final PrintStream errors;

    @Activate
    public DigestCommand() {
        this(System.out, System.err);
    }

    DigestCommand(PrintStream out, PrintStream errors) {
        this.out = out;
        this.errors = errors;
    }

    @Override
    public int applyAsInt(String[] arguments) {
        List<String> urls = new ArrayList<>(Arrays.asList(arguments));
        String host = "";
        int option = urls.indexOf("--virtualhost");
        if (option >= 0 && option + 1 < urls.size()) {
            host = urls.remove(option + 1);
            urls.remove(option);
        }
        if (urls.isEmpty() || urls.stream().anyMatch(each -> each.startsWith("-"))) {
            errors.println(USAGE);
            return MISUSED;
        }
        int code = DONE;
        for (String each : urls) {
            try {
                out.println(new Download(TIMEOUT).digest(new URI(each), host) + "  " + each);
            } catch (IOException e) {
                errors.println(each + ": " + e.getMessage());
                code = FAILED;
            } catch (URISyntaxException e) {
                errors.println(each + ": is no URL: " + e.getReason());
                code = MISUSED;
            }
        }
        return code;
    }
}
