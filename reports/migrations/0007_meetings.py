"""Committee and day of meeting become the meeting that the draft is for, with their history."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

OFFICERS, MEMBERS = 1, 2


def stage_of(committee):
    """A board is of officers; an executive or a committee of members."""
    name = committee.casefold()
    of_members = any(word in name for word in ("executive", "committee", "cabinet"))
    return OFFICERS if "board" in name and not of_members else MEMBERS


def committees_into_meetings(apps, schema_editor):
    Report, Meeting = (apps.get_model("reports", name) for name in ("Report", "Meeting"))
    for report in Report.objects.exclude(committee=""):
        report.stage = stage_of(report.committee)
        report.save(update_fields=["stage"])
        meeting = Meeting.objects.create(
            report=report, stage=report.stage, body=report.committee, date=report.meeting_date
        )
        keep_history(apps, report, meeting)


def keep_history(apps, report, meeting):
    """What the report's history says of committee and day, under the time and name it was saved."""
    Kept = apps.get_model("reports", "HistoricalMeeting")
    known = None
    for record in apps.get_model("reports", "HistoricalReport").objects.filter(
        id=report.pk
    ).order_by("history_id"):
        said = (record.committee, record.meeting_date)
        if said == known or not record.committee:
            continue
        Kept.objects.create(
            id=meeting.pk,
            report=report,
            stage=meeting.stage,
            body=record.committee,
            date=record.meeting_date,
            history_date=record.history_date,
            history_change_reason=record.history_change_reason,
            history_user_id=record.history_user_id,
            history_type="+" if known is None else "~",
        )
        known = said


class Migration(migrations.Migration):

    dependencies = [
        ('budgets', '0023_fixed_amounts'),
        ('reports', '0006_annex_with_the_workings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalMeeting',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('stage', models.PositiveSmallIntegerField(choices=[(1, 'Officers’ board'), (2, 'Members’ committee')])),
                ('body', models.CharField(max_length=200)),
                ('date', models.DateField(blank=True, null=True)),
                ('papers_due', models.DateField(blank=True, null=True)),
                ('history_id', models.AutoField(primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.TextField(null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
            ],
            options={
                'verbose_name': 'historical meeting',
                'verbose_name_plural': 'historical meetings',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stage', models.PositiveSmallIntegerField(choices=[(1, 'Officers’ board'), (2, 'Members’ committee')])),
                ('body', models.CharField(max_length=200)),
                ('date', models.DateField(blank=True, null=True)),
                ('papers_due', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['report', 'stage'],
            },
        ),
        migrations.AddField(
            model_name='historicalreport',
            name='stage',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Officers’ board'), (2, 'Members’ committee')], default=2),
        ),
        migrations.AddField(
            model_name='report',
            name='stage',
            field=models.PositiveSmallIntegerField(choices=[(1, 'Officers’ board'), (2, 'Members’ committee')], default=2),
        ),
        migrations.AddConstraint(
            model_name='report',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [1, 2])), name='report_is_for_officers_or_members', violation_error_message='A paper is for the officers’ board or the members’ committee.'),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='history_user',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='historicalmeeting',
            name='report',
            field=models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='reports.report'),
        ),
        migrations.AddField(
            model_name='meeting',
            name='report',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='meetings', to='reports.report'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(fields=('report', 'stage'), name='meeting_once_per_report_and_stage', violation_error_message='The paper goes to this meeting already.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('stage__in', [1, 2])), name='meeting_is_of_officers_or_members', violation_error_message='A meeting is the officers’ board or the members’ committee.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), _negated=True), name='meeting_names_who_meets', violation_error_message='A meeting names the body that meets.'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('date__isnull', True), ('papers_due__isnull', True), ('papers_due__lte', models.F('date')), _connector='OR'), name='papers_are_due_by_the_meeting', violation_error_message='Papers are due on the day of the meeting or before it.'),
        ),
        migrations.RunPython(committees_into_meetings, migrations.RunPython.noop),
    ]
