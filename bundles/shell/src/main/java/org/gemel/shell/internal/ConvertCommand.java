package org.gemel.shell.internal;

import java.util.List;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.Descriptor;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code convert}, as a Gogo command and as a command of the launcher, with whatever formats are installed. */
@Component(
        service = {ConvertCommand.class, ToIntFunction.class},
        property = {"gemel.command=convert", "osgi.command.scope=gemel", "osgi.command.function=convert"})
public final class ConvertCommand implements ToIntFunction<String[]> {

    private final Convert convert;

    @Activate
    public ConvertCommand(BundleContext context, @Reference ConfigurationReader reader, @Reference Formats formats) {
        ReadOptions options = ReadOptions.ofThisHost(
                        context.getProperty("gemel.config.id"), context.getProperty("gemel.instance"))
                .withFormat(context.getProperty("gemel.config.format"));
        convert = new Convert(reader, options, formats::byName);
    }

    @Override
    public int applyAsInt(String[] arguments) {
        try {
            Convert.Outcome outcome = convert.run(List.of(arguments));
            System.err.print(outcome.said());
            System.out.print(outcome.text());
            return outcome.exitCode();
        } catch (CommandFailure failure) {
            System.err.print(failure.getMessage());
            return failure.exitCode();
        }
    }

    @Descriptor("print a configuration in another language: keepalived, json, ...")
    public String convert(@Descriptor("--to FORMAT [--format NAME] [-i ID] FILE") String... arguments) {
        return convert.run(List.of(arguments)).text().stripTrailing();
    }
}
