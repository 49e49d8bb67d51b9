namespace Mentorship.Testing;

/// <summary>A clock that a test moves. It stands still, or flows with real time when asked to; timers fire when it passes their due time.</summary>
public sealed class TestClock(DateTimeOffset? start = null, bool flows = false) : TimeProvider
{
    readonly object _gate = new();
    readonly List<Alarm> _alarms = [];
    readonly DateTimeOffset _start = start ?? new DateTimeOffset(2027, 3, 1, 9, 0, 0, TimeSpan.Zero);
    readonly long _began = System.GetTimestamp();
    TimeSpan _moved;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
            return Now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    /// <summary>
    /// Moves the clock and fires, in order, every timer that fell due on the way. One that repeats fires at the first and at the
    /// last of its times: whoever looks every hour has nothing new to see in between, and a jump over a year stays short.
    /// </summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset target;
        lock (_gate)
            target = Now + by;
        while (true)
        {
            Alarm? due;
            lock (_gate)
            {
                due = _alarms.Where(a => a.Due <= target).MinBy(a => a.Due);
                if (due is null)
                {
                    _moved += Later(target, Now);
                    foreach (var alarm in _alarms)
                        alarm.Arm(Now, flows);
                    return;
                }
                _moved += Later(due.Due!.Value, Now);
                due.Next(Now, target);
            }
            due.Fire();
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    DateTimeOffset Now => _start + _moved + (flows ? System.GetElapsedTime(_began) : TimeSpan.Zero);

    static TimeSpan Later(DateTimeOffset target, DateTimeOffset now) => target > now ? target - now : TimeSpan.Zero;

    sealed class Alarm(TestClock clock, TimerCallback callback, object? state) : ITimer
    {
        ITimer? _real;
        TimeSpan _period;

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                _period = period;
                Due = dueTime < TimeSpan.Zero ? null : clock.Now + dueTime;
                if (Due is null)
                    return true;
                clock._alarms.Add(this);
                // A timer due at once fires even on a clock that stands still.
                Arm(clock.Now, dueTime == TimeSpan.Zero || clock.Flows);
                return true;
            }
        }

        public void Arm(DateTimeOffset now, bool flows)
        {
            if (!flows || Due is null)
                return;
            _real ??= System.CreateTimer(_ => OnReal(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _real.Change(Later(Due.Value, now), Timeout.InfiniteTimeSpan);
        }

        public void Next(DateTimeOffset now, DateTimeOffset target)
        {
            Due = _period > TimeSpan.Zero ? now + _period + _period * Math.Max(0, Math.Floor((target - now) / _period) - 1) : null;
            if (Due is null)
                clock._alarms.Remove(this);
        }

        public void Fire() => callback(state);

        void OnReal()
        {
            lock (clock._gate)
            {
                if (Due is null || Due > clock.Now + TimeSpan.FromMilliseconds(1))
                    return;
                Next(clock.Now, clock.Now);
                Arm(clock.Now, clock.Flows);
            }
            Fire();
        }

        public void Dispose()
        {
            lock (clock._gate)
            {
                clock._alarms.Remove(this);
                Due = null;
                _real?.Dispose();
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }

    bool Flows => flows;
}
