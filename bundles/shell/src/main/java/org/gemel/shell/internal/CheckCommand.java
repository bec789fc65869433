package org.gemel.shell.internal;

import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.apache.felix.service.command.Descriptor;
import org.gemel.api.config.ConfigurationReader;
import org.gemel.api.config.ReadOptions;
import org.gemel.api.dataplane.DataPlane;
import org.gemel.api.platform.ProgramCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** {@code check}, as a Gogo command and as a command of the launcher. */
@Component(
        service = {CheckCommand.class, ToIntFunction.class},
        property = {"gemel.command=check", "osgi.command.scope=gemel", "osgi.command.function=check"})
public final class CheckCommand implements ToIntFunction<String[]> {

    private final Check check;

    /** Only where there is a platform. */
    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable ProgramCheck programs;

    /** Only where connections can be spread. */
    @Reference(
            service = DataPlane.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile @Nullable List<Map.Entry<Map<String, Object>, DataPlane>> planes;

    @Activate
    public CheckCommand(BundleContext context, @Reference ConfigurationReader reader) {
        check = new Check(
                reader,
                ReadOptions.ofThisHost(context.getProperty("gemel.config.id"), context.getProperty("gemel.instance"))
                        .withFormat(context.getProperty("gemel.config.format")),
                () -> programs,
                () -> DataPlaneCheck.byName(planes));
    }

    @Override
    public int applyAsInt(String[] arguments) {
        try {
            Check.Outcome outcome = check.run(List.of(arguments));
            System.out.print(outcome.output());
            return outcome.exitCode();
        } catch (CommandFailure misuse) {
            System.err.print(misuse.getMessage());
            return misuse.exitCode();
        }
    }

    @Descriptor("judge configuration files; ends with 0 clean, 1 warnings, 2 errors")
    public String check(
            @Descriptor("[--explain] [--here] [--json] [--format NAME] [-i ID] FILE...") String... arguments) {
        Check.Outcome outcome = check.run(List.of(arguments));
        if (outcome.exitCode() != Check.CLEAN) {
            throw new CommandFailure(outcome.exitCode(), outcome.output());
        }
        return outcome.output().stripTrailing();
    }
}
